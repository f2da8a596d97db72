package dev.parley.testkit.broken;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A listening socket, its sessions, and their threads. Each protected method is a step that can be taken wrongly. */
class PlainEndpoint implements Endpoint {
    private static final AtomicInteger openedSoFar = new AtomicInteger();

    /** What a stop gives a guest who has been sent everything to close his end, and handlers to return. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    protected final ExecutorService threads;
    protected final ScheduledExecutorService timer;

    private final ServerSocket listener;
    private final InetSocketAddress address;
    private final TransportOptions options;
    private final SessionHandler.Factory handlers;
    private final PlainTransport.SessionMaker sessionMaker;
    private final Thread acceptor;
    private final Set<PlainSession> sessions = ConcurrentHashMap.newKeySet();
    private final Object changes = new Object();

    private volatile boolean readingStopped;
    private volatile boolean forced;

    /** Guarded by this. */
    private boolean stopped;

    PlainEndpoint(PlainTransport.Setup setup) {
        listener = setup.listener();
        address = (InetSocketAddress) listener.getLocalSocketAddress();
        options = setup.options();
        handlers = setup.handlers();
        sessionMaker = setup.sessions();
        ThreadFactory named = Thread.ofPlatform()
                .name("parley-plain-" + openedSoFar.incrementAndGet() + "-", 0)
                .daemon()
                .factory();
        threads = Executors.newCachedThreadPool(named);
        timer = Executors.newSingleThreadScheduledExecutor(named);
        acceptor = named.newThread(this::accept);
    }

    final void start() {
        acceptor.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                welcome(listener.accept());
            } catch (IOException e) {
                // The listener was closed, which ends the loop, or one guest was gone already, which does not.
            }
        }
    }

    private void welcome(Socket socket) throws IOException {
        try {
            PlainSession session = sessionMaker.make(this, socket);
            sessions.add(session);
            letIn(session);
        } catch (IOException e) {
            socket.close();
        }
    }

    protected void letIn(PlainSession session) {
        threads.execute(session::run);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int sessionCount() {
        return sessions.size();
    }

    // --- Stopping.

    @Override
    public void stopReading(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        stopAccepting();
        readingStopped = true;
        await(() -> sessions.stream().noneMatch(PlainSession::isListening), deadline);
    }

    @Override
    public synchronized boolean stop(Duration grace) {
        if (!stopped) {
            stopped = true;
            long deadline = System.nanoTime() + grace.toNanos();
            stopReading(grace);
            sessions.forEach(session -> session.close(new CloseReason.Stopped()));
            await(() -> sessions.stream().allMatch(PlainSession::isDelivered), deadline);
            await(sessions::isEmpty, Math.min(deadline, System.nanoTime() + MOMENT.toNanos()));
            sessions.forEach(PlainSession::giveUp);
            await(sessions::isEmpty, System.nanoTime() + MOMENT.toNanos());
            endThreads();
        }
        return !forced;
    }

    /** No session is added once it has returned. */
    protected void stopAccepting() {
        try {
            listener.close();
            acceptor.join(DEFAULT_GRACE);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot stop accepting", e);
        }
    }

    protected void endThreads() {
        end(timer);
        end(threads);
    }

    protected static void end(ExecutorService executor) {
        executor.shutdownNow();
        try {
            executor.awaitTermination(MOMENT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- Called by sessions.

    final TransportOptions options() {
        return options;
    }

    final SessionHandler handlerFor(PlainSession session) {
        return handlers.handlerFor(session);
    }

    final boolean isReadingStopped() {
        return readingStopped;
    }

    /** Where outboxes are told that there is something to write. */
    protected Executor courier() {
        return threads;
    }

    /** Where it is written. */
    protected Executor writers() {
        return threads;
    }

    /** Once the endpoint has stopped, nobody waits for the action any more. */
    protected void runSoon(Runnable action) {
        try {
            threads.execute(action);
        } catch (RejectedExecutionException e) {
            return;
        }
    }

    final void runAfter(Duration delay, Runnable action) {
        try {
            Future<?> _ = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return;
        }
    }

    /** A session was ended with something undelivered. It is the stop's fault only if one is under way. */
    final void undelivered() {
        forced = forced || readingStopped;
    }

    protected void remove(PlainSession session) {
        sessions.remove(session);
        changed();
    }

    /** Somebody who waits may have what he waits for. */
    final void changed() {
        synchronized (changes) {
            changes.notifyAll();
        }
    }

    private void await(BooleanSupplier condition, long deadline) {
        synchronized (changes) {
            try {
                for (long left = 1; left > 0 && !condition.getAsBoolean(); left = deadline - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(changes, Math.max(0, deadline - System.nanoTime()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
