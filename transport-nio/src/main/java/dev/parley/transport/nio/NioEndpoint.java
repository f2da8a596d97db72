package dev.parley.transport.nio;

import com.google.common.util.concurrent.Monitor;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.api.Endpoint;
import dev.parley.api.EndpointStats;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket, and the loops that serve its sessions. The first loop also accepts. */
final class NioEndpoint implements Endpoint {
    private static final Logger log = LoggerFactory.getLogger(NioEndpoint.class);

    /** How long a loop may take to end, once all it had to do is done or given up. */
    private static final Duration LAST_TASKS = Duration.ofSeconds(1);

    /** Who asks for numbers waits so long for a loop that is busy with something else, and goes without its part then. */
    private static final Duration STATS_WAIT = Duration.ofSeconds(1);

    private static final AtomicInteger openedSoFar = new AtomicInteger();

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final TransportOptions options;
    private final SessionHandler.Factory handlers;
    private final List<EventLoop> loops;

    private final AtomicInteger sessionCount = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Monitor ends = new Monitor();
    private final Monitor.Guard noSessionLeft = ends.newGuard(() -> sessionCount.get() == 0);

    /** Which loop gets the next session. Owned by the loop that accepts. */
    private int nextLoop;

    /** Guarded by this. */
    private boolean stopped;

    private NioEndpoint(
            ServerSocketChannel listener,
            List<EventLoop> loops,
            TransportOptions options,
            SessionHandler.Factory handlers)
            throws IOException {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.options = options;
        this.handlers = handlers;
        this.loops = loops;
    }

    /** All or nothing: no thread has started yet when something fails. */
    static NioEndpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers)
            throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        ServerSocketChannel listener = ServerSocketChannel.open();
        List<EventLoop> loops = new ArrayList<>();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, options.backlog());
            listener.configureBlocking(false);
            String name = "parley-nio-" + openedSoFar.incrementAndGet() + "-";
            int count = options.loops() == 0 ? Runtime.getRuntime().availableProcessors() : options.loops();
            for (int i = 0; i < count; i++) {
                loops.add(new EventLoop(name + i));
            }
            NioEndpoint endpoint = new NioEndpoint(listener, List.copyOf(loops), options, handlers);
            endpoint.start();
            return endpoint;
        } catch (IOException | RuntimeException e) {
            listener.close();
            for (EventLoop loop : loops) {
                loop.closeUnstarted();
            }
            throw e;
        }
    }

    private void start() {
        loops.forEach(EventLoop::start);
        EventLoop first = loops.getFirst();
        Acceptor acceptor = new Acceptor(first, listener, this::accepted);
        first.execute(() -> {
            try {
                first.register(listener, SelectionKey.OP_ACCEPT, acceptor);
            } catch (IOException e) {
                log.error("Cannot accept on {}", address, e);
            }
        });
    }

    private void accepted(SocketChannel channel) {
        EventLoop loop = loops.get(nextLoop);
        nextLoop = (nextLoop + 1) % loops.size();
        sessionCount.incrementAndGet();
        try {
            loop.execute(() -> NioSession.open(this, loop, channel, options, handlers));
        } catch (RejectedExecutionException e) {
            NioSession.close(channel);
            sessionEnded();
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int sessionCount() {
        return sessionCount.get();
    }

    /** What is waiting is asked of the loops: that costs them about what one line to everybody does. */
    @Override
    public Optional<EndpointStats> stats() {
        AtomicLong bytesWaiting = new AtomicLong();
        onLoops(
                loops,
                loop -> sessionsOf(loop).forEach(session -> bytesWaiting.addAndGet(session.outbox().waitingBytes())),
                System.nanoTime() + STATS_WAIT.toNanos());
        return Optional.of(new EndpointStats(
                sum(LoopStats::bytesRead),
                sum(LoopStats::bytesWritten),
                sum(LoopStats::writes),
                bytesWaiting.get(),
                cutOff.get(),
                loops.stream().map(loop -> Duration.ofNanos(loop.stats().busyNanos())).toList()));
    }

    private long sum(ToLongFunction<LoopStats> number) {
        return loops.stream().map(EventLoop::stats).mapToLong(number).sum();
    }

    @Override
    public void stopReading(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        onLoops(loops.subList(0, 1), this::closeListener, deadline);
        // Every loop knows by now of every socket that was accepted.
        onLoops(loops, loop -> sessionsOf(loop).forEach(NioSession::stopReading), deadline);
    }

    /** Whoever calls second waits for the first. */
    @Override
    public synchronized boolean stop(Duration grace) {
        if (!stopped) {
            stopped = true;
            long deadline = System.nanoTime() + grace.toNanos();
            stopReading(grace);
            onLoops(loops, loop -> sessionsOf(loop).forEach(NioSession::stop), deadline);
            if (ends.enterWhenUninterruptibly(noSessionLeft, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                ends.leave();
            }
            // One after the other, since the first one accepts: the others still take what it has accepted.
            for (EventLoop loop : loops) {
                loop.end(() -> sessionsOf(loop).forEach(NioSession::cutOff));
                loop.join(LAST_TASKS);
            }
        }
        return cutOff.get() == 0;
    }

    /** A session's socket is closed. Thread: a loop's. */
    void sessionEnded() {
        if (sessionCount.decrementAndGet() == 0) {
            // Leaving is what makes a monitor look at its guards.
            ends.enter();
            ends.leave();
        }
    }

    /** A session was ended by the stop with something still undelivered. Thread: a loop's. */
    void sessionCutOff() {
        cutOff.incrementAndGet();
    }

    private void closeListener(EventLoop loop) {
        try {
            loop.close(listener);
        } catch (IOException e) {
            log.warn("Closing {}: {}", address, e.getMessage());
        }
    }

    private static List<NioSession> sessionsOf(EventLoop loop) {
        return loop.registered().stream()
                .filter(NioSession.class::isInstance)
                .map(NioSession.class::cast)
                .toList();
    }

    /** Runs an action on each loop, and waits for all of them, but no longer than to the deadline. */
    private void onLoops(List<EventLoop> loops, Consumer<EventLoop> action, long deadline) {
        if (this.loops.stream().anyMatch(EventLoop::isOwner)) {
            throw new IllegalStateException("an endpoint's own threads cannot wait for it");
        }
        CountDownLatch done = new CountDownLatch(loops.size());
        for (EventLoop loop : loops) {
            try {
                loop.execute(() -> {
                    action.accept(loop);
                    done.countDown();
                });
            } catch (RejectedExecutionException e) {
                // The loop has ended, and its sessions with it.
                done.countDown();
            }
        }
        long left = Math.max(0, deadline - System.nanoTime());
        if (!Uninterruptibles.awaitUninterruptibly(done, left, TimeUnit.NANOSECONDS)) {
            log.warn("{}: a loop did not answer in time; is a handler blocking it?", address);
        }
    }
}
