package dev.parley.transport.nio;

import com.google.common.util.concurrent.Monitor;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.api.Endpoint;
import dev.parley.api.EndpointStats;
import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import dev.parley.spi.CarefulLog;
import dev.parley.spi.Watchdog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
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
import org.jspecify.annotations.Nullable;

/**
 * One listening socket, and the loops that serve its sessions. The first loop also accepts; if it is lost, the next one does.
 */
final class NioEndpoint implements Endpoint {

    /** So that a test can have loops that break. */
    interface LoopMaker {
        EventLoop make(String name) throws IOException;
    }

    private static final CarefulLog log = CarefulLog.of(NioEndpoint.class);
    private static final long MIN_ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How long a loop may take to end, once all it had to do is done or given up. */
    private static final Duration LAST_TASKS = Duration.ofSeconds(1);

    /** Who asks for numbers waits so long for a loop that is busy with something else, and goes without its part then. */
    private static final Duration STATS_WAIT = Duration.ofSeconds(1);

    private static final AtomicInteger openedSoFar = new AtomicInteger();

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final TransportOptions options;
    private final @Nullable Security security;
    private final SessionHandler.Factory handlers;
    private final List<EventLoop> loops;
    private final Watchdog watchdog;

    private final AtomicInteger sessionCount = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Monitor ends = new Monitor();
    private final Monitor.Guard noSessionLeft = ends.newGuard(() -> sessionCount.get() == 0);

    /** Which loop got the last session. Owned by the loop that accepts. */
    private int lastLoop = -1;

    /** The lock of what changes when a loop is lost. */
    private final Object handover = new Object();

    /** Those that are not lost; written under the handover. */
    private volatile List<EventLoop> serving;

    /** Written under the handover. */
    private volatile EventLoop accepting;

    /** Guarded by this. */
    private boolean stopped;

    private NioEndpoint(
            String name,
            ServerSocketChannel listener,
            List<EventLoop> loops,
            TransportOptions options,
            @Nullable Security security,
            SessionHandler.Factory handlers)
            throws IOException {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.options = options;
        this.security = security;
        this.handlers = handlers;
        this.loops = loops;
        serving = loops;
        accepting = loops.getFirst();
        watchdog = Watchdog.start(
                name + "watchdog",
                options.holdWarning(),
                look -> loops.forEach(loop -> look.accept(loop.pulse())));
    }

    static NioEndpoint open(
            InetSocketAddress address,
            TransportOptions options,
            @Nullable Security security,
            SessionHandler.Factory handlers)
            throws IOException {
        return open(address, options, security, handlers, EventLoop::new);
    }

    /** All or nothing. */
    static NioEndpoint open(
            InetSocketAddress address,
            TransportOptions options,
            @Nullable Security security,
            SessionHandler.Factory handlers,
            LoopMaker maker)
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
                loops.add(maker.make(name + i));
            }
            NioEndpoint endpoint =
                    new NioEndpoint(name, listener, List.copyOf(loops), options, security, handlers);
            endpoint.start();
            return endpoint;
        } catch (IOException | RuntimeException | Error e) {
            listener.close();
            for (EventLoop loop : loops) {
                loop.abandon();
            }
            throw e;
        }
    }

    private void start() {
        try {
            loops.forEach(loop -> loop.start(this::loopLost));
        } catch (RuntimeException | Error e) {
            // No thread could be had.
            watchdog.close();
            throw e;
        }
        acceptOn(accepting);
    }

    private void acceptOn(EventLoop loop) {
        Acceptor acceptor = new Acceptor(loop, "The endpoint on " + address, listener::accept, this::accepted);
        loop.execute(() -> {
            try {
                loop.register(listener, SelectionKey.OP_ACCEPT, acceptor);
            } catch (ClosedChannelException e) {
                log.debug("{} is stopping already", address);
            } catch (IOException e) {
                log.warn("Cannot accept on {}: {}", address, e.getMessage());
            }
        });
    }

    /** Its sessions are ended by the loop itself. Thread: the lost loop's. */
    private void loopLost(EventLoop lost) {
        synchronized (handover) {
            serving = serving.stream().filter(loop -> !loop.equals(lost)).toList();
            if (accepting.equals(lost)) {
                letAnotherAccept();
            }
        }
    }

    /** Guarded by the handover. */
    private void letAnotherAccept() {
        for (EventLoop next : serving) {
            try {
                accepting = next;
                acceptOn(next);
                log.warn("Another event loop accepts on {} from now on; {} are left", address, serving.size());
                return;
            } catch (RejectedExecutionException e) {
                log.debug("That one was lost as well: {}", e.getMessage());
            }
        }
        log.error("No event loop is left on {}: nobody is let in any more", address);
        closeListener();
    }

    private void accepted(SocketChannel channel) {
        List<EventLoop> serving = this.serving;
        lastLoop = (lastLoop + 1) % serving.size();
        EventLoop loop = serving.get(lastLoop);
        sessionCount.incrementAndGet();
        try {
            loop.execute(() -> welcome(loop, channel));
        } catch (RejectedExecutionException e) {
            // Lost at this moment, or stopped: a guest who comes again finds another loop.
            hangUp(channel);
            sessionEnded();
        } catch (RuntimeException | Error e) {
            hangUp(channel);
            sessionEnded();
            throw e;
        }
    }

    private void welcome(EventLoop loop, SocketChannel channel) {
        if (security == null) {
            openSession(loop, channel, null);
        } else {
            NioHandshake.begin(this, loop, channel, security, handlers);
        }
    }

    /** His handshake is done. Thread: the loop's. */
    void admit(EventLoop loop, SocketChannel channel, SecureChannel secure) {
        openSession(loop, channel, secure);
    }

    private void openSession(EventLoop loop, SocketChannel channel, @Nullable SecureChannel secure) {
        try {
            new NioSession(this, loop, channel, secure, options).begin(handlers);
        } catch (Throwable e) {
            hangUp(secure == null ? channel : secure);
            sessionEnded();
            if (e instanceof IOException) {
                // The guest was gone before he was here, most likely.
                log.debug("A connection broke off: {}", e.toString());
            } else {
                log.error("A session could not begin", e);
            }
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
                loop -> seatsOf(loop).forEach(seat -> bytesWaiting.addAndGet(seat.waitingBytes())),
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
        onLoops(List.of(accepting), this::closeListener, deadline);
        // That loop may have been lost at this very moment.
        closeListener();
        // Every loop knows by now of every socket that was accepted.
        onLoops(loops, loop -> seatsOf(loop).forEach(Seat::stopReading), deadline);
    }

    /** Whoever calls second waits for the first. */
    @Override
    public synchronized boolean stop(Duration grace) {
        if (!stopped) {
            stopped = true;
            long deadline = System.nanoTime() + grace.toNanos();
            stopReading(grace);
            onLoops(loops, loop -> seatsOf(loop).forEach(Seat::stop), deadline);
            if (ends.enterWhenUninterruptibly(noSessionLeft, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                ends.leave();
            }
            // One after the other, since the first one accepts: the others still take what it has accepted.
            for (EventLoop loop : loops) {
                loop.end(() -> seatsOf(loop).forEach(Seat::cutOff));
                loop.join(LAST_TASKS);
            }
            watchdog.close();
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

    /** Closes a socket; there is nobody to tell if that fails. */
    static void hangUp(Channel channel) {
        try {
            channel.close();
        } catch (Throwable e) {
            log.debug("Closing a socket: {}", e.toString());
        }
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            log.warn("Closing {}: {}", address, e.getMessage());
        }
    }

    private static List<Seat> seatsOf(EventLoop loop) {
        return loop.registered().stream()
                .filter(Seat.class::isInstance)
                .map(Seat.class::cast)
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
                    try {
                        action.accept(loop);
                    } finally {
                        done.countDown();
                    }
                });
            } catch (RejectedExecutionException e) {
                // The loop has ended, and its sessions with it.
                done.countDown();
            }
        }
        // Also where no grace is left: a loop that is well answers at once.
        long left = Math.max(MIN_ANSWER_NANOS, deadline - System.nanoTime());
        if (!Uninterruptibles.awaitUninterruptibly(done, left, TimeUnit.NANOSECONDS)) {
            log.warn("{}: a loop did not answer in time; is a handler blocking it?", address);
        }
    }
}
