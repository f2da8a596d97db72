package dev.parley.testkit;

import java.net.InetSocketAddress;
import java.io.IOException;
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

    private static final long POLL_NANOS = 1_000_000;

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
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    @Override
    public void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    @Override
    public <T> Branch<T> fork(Callable<T> work) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(() -> call(work), Thread::startVirtualThread);
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
