package dev.parley.transport.nio;

import com.google.common.util.concurrent.Monitor;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.api.Endpoint;
import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket, and the loops that serve its sessions. The first loop also accepts. */
final class NioEndpoint implements Endpoint {
    private static final Logger log = LoggerFactory.getLogger(NioEndpoint.class);

    /** How long a loop may take to end, once all it had to do is done or given up. */
    private static final Duration LAST_TASKS = Duration.ofSeconds(1);

    private static final AtomicInteger openedSoFar = new AtomicInteger();

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final TransportOptions options;
    private final @Nullable Security security;
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
            @Nullable Security security,
            SessionHandler.Factory handlers)
            throws IOException {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.options = options;
        this.security = security;
        this.handlers = handlers;
        this.loops = loops;
    }

    /** All or nothing: no thread has started yet when something fails. */
    static NioEndpoint open(
            InetSocketAddress address,
            TransportOptions options,
            @Nullable Security security,
            SessionHandler.Factory handlers)
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
            NioEndpoint endpoint = new NioEndpoint(listener, List.copyOf(loops), options, security, handlers);
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
            loop.execute(() -> welcome(loop, channel));
        } catch (RejectedExecutionException e) {
            NioSession.close(channel);
            sessionEnded();
        }
    }

    private void welcome(EventLoop loop, SocketChannel channel) {
        if (security == null) {
            NioSession.open(this, loop, channel, null, options, handlers);
        } else {
            NioHandshake.begin(this, loop, channel, security);
        }
    }

    /** His handshake is done. Thread: the loop's. */
    void admit(EventLoop loop, SocketChannel channel, SecureChannel secure) {
        NioSession.open(this, loop, channel, secure, options, handlers);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int sessionCount() {
        return sessionCount.get();
    }

    @Override
    public void stopReading(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        onLoops(loops.subList(0, 1), this::closeListener, deadline);
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

    private static List<Seat> seatsOf(EventLoop loop) {
        return loop.registered().stream()
                .filter(Seat.class::isInstance)
                .map(Seat.class::cast)
                .toList();
    }

    /** Runs an action on each loop, and waits for all of them, but no longer than to the deadline. */
    private void onLoops(List<EventLoop> loops, Consumer<EventLoop> action, long deadline) {
        if (this.loops.stream().anyMatch(EventLoop::isOwner)) {
            throw new IllegalStateException("an endpoint cannot be stopped from one of its own threads");
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
