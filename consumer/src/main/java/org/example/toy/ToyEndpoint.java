package org.example.toy;

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
import java.util.function.Predicate;

/** A listening socket, and the sessions that came through it. */
final class ToyEndpoint implements Endpoint {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    final TransportOptions options;

    /** One for all: rooms gather the members whose executors are equal, and wake them together. */
    final Executor courier = Thread::startVirtualThread;

    volatile boolean readingStopped;
    volatile boolean forced;

    private final ServerSocket listener;
    private final InetSocketAddress address;
    private final Set<ToySession> sessions = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    ToyEndpoint(ServerSocket listener, TransportOptions options, SessionHandler.Factory handlers) {
        this.listener = listener;
        this.options = options;
        address = (InetSocketAddress) listener.getLocalSocketAddress();
        acceptor = Thread.startVirtualThread(() -> accept(handlers));
    }

    private void accept(SessionHandler.Factory handlers) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                ToySession session = new ToySession(this, socket);
                sessions.add(session);
                Thread.startVirtualThread(() -> session.run(handlers));
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int sessionCount() {
        return sessions.size();
    }

    @Override
    public void stopReading(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            listener.close();
            acceptor.join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot stop accepting", e);
        }
        readingStopped = true;
        awaitAll(session -> session.deaf, deadline);
    }

    @Override
    public synchronized boolean stop(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        stopReading(grace);
        sessions.forEach(session -> session.close(new CloseReason.Stopped()));
        awaitAll(session -> session.delivered, deadline);
        // Who has got everything has a moment to hang up first.
        awaitAll(session -> false, Math.min(deadline, System.nanoTime() + MOMENT.toNanos()));
        sessions.forEach(ToySession::giveUp);
        awaitAll(session -> false, System.nanoTime() + MOMENT.toNanos());
        return !forced;
    }

    void remove(ToySession session) {
        sessions.remove(session);
        changed();
    }

    /** Has who waits look again. */
    void changed() {
        synchronized (sessions) {
            sessions.notifyAll();
        }
    }

    /** Until each session is so, or is gone. */
    private void awaitAll(Predicate<ToySession> so, long deadline) {
        synchronized (sessions) {
            try {
                for (long left; !sessions.stream().allMatch(so) && (left = deadline - System.nanoTime()) > 0; ) {
                    sessions.wait(left / 1_000_000 + 1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
