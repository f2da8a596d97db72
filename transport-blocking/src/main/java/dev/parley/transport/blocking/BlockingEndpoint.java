package dev.parley.transport.blocking;

import com.google.common.util.concurrent.Monitor;
import com.google.common.util.concurrent.RateLimiter;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.api.Endpoint;
import dev.parley.api.EndpointStats;
import dev.parley.api.Security;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import dev.parley.spi.CarefulLog;
import dev.parley.spi.Shortage;
import dev.parley.spi.Watchdog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One listening socket with a thread that accepts, an executor for the threads of its sessions, and one timer thread for those
 * that are closing.
 */
final class BlockingEndpoint implements Endpoint {
    private static final CarefulLog log = CarefulLog.of(BlockingEndpoint.class);
    private static final AtomicInteger openedSoFar = new AtomicInteger();

    /**
     * How long a reader may be on his way from the kernel to his session with something in hand. From outside nobody can
     * tell him from one who waits; and to wake those who wait would mean to shut the socket's input.
     */
    private static final Duration READER_DELAY = Duration.ofMillis(100);

    /** How long threads may take to end, once all they had to do is done or given up. */
    private static final Duration LAST_TASKS = Duration.ofSeconds(1);

    /** After how long somebody who got no thread asks for one again. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private static final double COMPLAINTS_A_SECOND = 0.1;

    private final String name;
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final TransportOptions options;
    private final @Nullable Security security;
    private final SessionHandler.Factory handlers;
    private final ExecutorService threads;
    private final Executor courier = this::deliver;
    private final ScheduledThreadPoolExecutor timer;
    private final Watchdog watchdog;
    private final Thread acceptor;
    private final RateLimiter complaints = RateLimiter.create(COMPLAINTS_A_SECOND);

    /** Lets an acceptor that waits out a shortage see that it is over for good. */
    private final CountDownLatch stopsAccepting = new CountDownLatch(1);

    private final Set<BlockingSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger listening = new AtomicInteger();
    private final Monitor ends = new Monitor();
    private final Monitor.Guard nobodyListens = ends.newGuard(() -> listening.get() == 0);
    private final Monitor.Guard noSessionLeft = ends.newGuard(sessions::isEmpty);

    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongConsumer written = this::countWrite;
    private final AtomicInteger cutOff = new AtomicInteger();

    /** Guarded by this. */
    private boolean stopped;

    private BlockingEndpoint(
            String name,
            ServerSocketChannel listener,
            TransportOptions options,
            @Nullable Security security,
            SessionHandler.Factory handlers,
            Function<String, ExecutorService> threads)
            throws IOException {
        String prefix = "parley-" + name + "-" + openedSoFar.incrementAndGet() + "-";
        this.name = name;
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.options = options;
        this.security = security;
        this.handlers = handlers;
        this.threads = threads.apply(prefix);
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(prefix + "timer").daemon().factory());
        watchdog = Watchdog.start(
                prefix + "watchdog",
                options.holdWarning(),
                look -> sessions.forEach(session -> look.accept(session.pulse())));
        acceptor = Thread.ofPlatform().name(prefix + "acceptor").unstarted(this::accept);
    }

    static BlockingEndpoint open(
            String name,
            InetSocketAddress address,
            TransportOptions options,
            @Nullable Security security,
            SessionHandler.Factory handlers,
            Function<String, ExecutorService> threads)
            throws IOException {
        if (options.loops() != 0) {
            throw new IllegalArgumentException("the " + name + " transport has no event loops to set a number of");
        }
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, options.backlog());
            BlockingEndpoint endpoint = new BlockingEndpoint(name, listener, options, security, handlers, threads);
            endpoint.start();
            return endpoint;
        } catch (IOException | RuntimeException | Error e) {
            listener.close();
            throw e;
        }
    }

    private void start() {
        try {
            // While there is a thread to be had: it is the last resort where there is none.
            timer.prestartCoreThread();
            acceptor.start();
        } catch (RuntimeException | Error e) {
            watchdog.close();
            timer.shutdownNow();
            throw e;
        }
    }

    private void accept() {
        Shortage shortage = new Shortage("The endpoint on " + address);
        while (listener.isOpen()) {
            try {
                welcome(listener.accept());
                shortage.over();
            } catch (ClosedChannelException e) {
                return;
            } catch (Throwable e) {
                // Out of descriptors or threads, most likely: going on at once would only spin.
                long nanos = shortage.failed(e).toNanos();
                var _ = Uninterruptibles.awaitUninterruptibly(stopsAccepting, nanos, TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Begins a session. Thread: the acceptor's, or that of a test with a connection of its own. */
    void welcome(SocketChannel channel) throws IOException {
        @Nullable BlockingSession session;
        try {
            session = sessionOn(channel);
        } catch (IOException e) {
            log.debug("A connection broke off: {}", e.getMessage());
            channel.close();
            return;
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
        if (session == null) {
            channel.close();
            return;
        }
        sessions.add(session);
        listening.incrementAndGet();
        try {
            if (security != null) {
                runAfter(security.handshakeTimeout(), session::endUnlessEstablished);
            }
            threads.execute(() -> session.run(handlers));
        } catch (RuntimeException | Error e) {
            session.abandon();
            throw e;
        }
    }

    /** Null for somebody who is one too many for a handshake. */
    private @Nullable BlockingSession sessionOn(SocketChannel channel) throws IOException {
        if (security == null) {
            return new BlockingSession(this, name, channel, options, null);
        }
        Runnable handshakeOver = handlers.admitHandshake(channel.getRemoteAddress());
        if (handshakeOver == null) {
            return null;
        }
        try {
            SecuredSocket secured = new SecuredSocket(channel, security, handshakeOver);
            return new BlockingSession(this, name, channel, options, secured);
        } catch (IOException | RuntimeException | Error e) {
            handshakeOver.run();
            throw e;
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
    public Optional<EndpointStats> stats() {
        long bytesWaiting = sessions.stream().mapToLong(session -> session.outbox().waitingBytes()).sum();
        return Optional.of(new EndpointStats(
                bytesRead.sum(), bytesWritten.sum(), writes.sum(), bytesWaiting, cutOff.get(), List.of()));
    }

    @Override
    public void stopReading(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        closeListener();
        Uninterruptibles.joinUninterruptibly(acceptor, atMost);
        sessions.forEach(BlockingSession::stopReading);
        // Those who are at it say when they are done. Only then is everybody else taken for idle.
        long now = System.nanoTime();
        await(nobodyListens, now + Math.min(deadline - now, READER_DELAY.toNanos()));
        sessions.forEach(BlockingSession::hearNoMoreIfIdle);
        if (!await(nobodyListens, deadline)) {
            log.warn("{}: a session did not answer in time; is a handler blocking it?", address);
        }
    }

    /** Whoever calls second waits for the first. */
    @Override
    public synchronized boolean stop(Duration grace) {
        if (!stopped) {
            stopped = true;
            long deadline = System.nanoTime() + grace.toNanos();
            stopReading(grace);
            // Also without grace: only now is it certain that no session comes after these.
            Uninterruptibles.joinUninterruptibly(acceptor, LAST_TASKS);
            sessions.forEach(BlockingSession::stop);
            await(noSessionLeft, deadline);
            sessions.forEach(BlockingSession::cutOff);
            await(noSessionLeft, System.nanoTime() + LAST_TASKS.toNanos());
            timer.shutdownNow();
            threads.shutdown();
            watchdog.close();
            if (!Uninterruptibles.awaitTerminationUninterruptibly(timer, LAST_TASKS)
                    || !Uninterruptibles.awaitTerminationUninterruptibly(threads, LAST_TASKS)) {
                log.warn("{}: a thread does not end; is a handler blocking it?", address);
            }
        }
        return cutOff.get() == 0;
    }

    // --- Called by sessions.

    /** A thread for something that takes its time; refused, in whatever way, when there is none to be had. */
    Executor threads() {
        return threads;
    }

    /** For what is soon done, and must be done; the same for all sessions, since it also tells who is served together. */
    Executor courier() {
        return courier;
    }

    /** Whoever speaks to a room is not to blame when there is no thread left to wake the others with. */
    private void deliver(Runnable task) {
        try {
            threads.execute(task);
        } catch (RuntimeException | Error e) {
            if (threads.isShutdown()) {
                throw e;
            }
            complain(e);
            timer.execute(task);
        }
    }

    /** Runs soon what has failed for want of a thread. */
    void runWhenShortageMayBeOver(Runnable action, Throwable cause) {
        complain(cause);
        runAfter(RETRY, action);
    }

    private void complain(Throwable cause) {
        if (complaints.tryAcquire()) {
            log.warn("{} has no thread for what is to be done, and tries again until it has: {}", address, cause.toString());
        }
    }

    /** Does nothing any more once the endpoint has stopped. */
    void runAfter(Duration delay, Runnable action) {
        try {
            Future<?> _ = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{} has stopped already", address);
        }
    }

    void sessionRead(int bytes) {
        bytesRead.add(bytes);
    }

    /** To be called with the number of bytes of each write; the same for all sessions. */
    LongConsumer written() {
        return written;
    }

    private void countWrite(long bytes) {
        bytesWritten.add(bytes);
        writes.increment();
    }

    void sessionListensNoMore() {
        if (listening.decrementAndGet() == 0) {
            lookAtGuards();
        }
    }

    /** A session was ended by the stop with something still undelivered. */
    void sessionCutOff() {
        cutOff.incrementAndGet();
    }

    void sessionEnded(BlockingSession session) {
        sessions.remove(session);
        if (sessions.isEmpty()) {
            lookAtGuards();
        }
    }

    /** Leaving is what makes a monitor look. */
    private void lookAtGuards() {
        ends.enter();
        ends.leave();
    }

    private boolean await(Monitor.Guard guard, long deadline) {
        boolean satisfied = ends.enterWhenUninterruptibly(guard, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (satisfied) {
            ends.leave();
        }
        return satisfied;
    }

    private void closeListener() {
        stopsAccepting.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            log.warn("Closing {}: {}", address, e.getMessage());
        }
    }
}
