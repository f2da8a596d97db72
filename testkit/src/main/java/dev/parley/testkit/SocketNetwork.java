package dev.parley.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The machine's own sockets and clock. */
final class SocketNetwork implements Network {
    static final SocketNetwork INSTANCE = new SocketNetwork();

    private static final long SHORTEST_POLL_NANOS = 10_000;
    private static final long LONGEST_POLL_NANOS = 1_000_000;

    private SocketNetwork() {}

    @Override
    public Peer connect(InetSocketAddress server) throws IOException {
        return SocketPeer.connect(server);
    }

    @Override
    public Peer connectWithSmallBuffer(InetSocketAddress server) throws IOException {
        return SocketPeer.connectWithSmallBuffer(server);
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        // Most waits are over in no time, and the others should not keep a core busy.
        for (long poll = SHORTEST_POLL_NANOS; !condition.getAsBoolean(); poll = Math.min(2 * poll, LONGEST_POLL_NANOS)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(poll);
            if (Thread.interrupted()) {
                throw new AssertionError("interrupted");
            }
        }
        return true;
    }

    @Override
    public void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    @Override
    public <T> Branch<T> fork(Callable<T> work) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(() -> call(work), SocketNetwork::startThread);
        return new Branch<>() {
            @Override
            public boolean isDone() {
                return result.isDone();
            }

            @Override
            public T join() {
                return resultOf(result);
            }
        };
    }

    /** Not a virtual one: in a loop without a wait it would keep those of a transport from running. */
    private static void startThread(Runnable work) {
        Thread.ofPlatform().daemon().name("beside-a-test").start(work);
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static <T> T resultOf(CompletableFuture<T> result) {
        long limit = Deadline.limit().toMillis();
        try {
            return result.get(limit, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("what ran beside the test failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("what runs beside the test takes more than " + limit + " ms", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
