package dev.parley.client;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point in time by which something must be done, on the monotonic clock. */
final class Deadline {
    private final Duration allowed;
    private final long dueNanos;

    /** @throws IllegalArgumentException unless {@code allowed} is positive */
    Deadline(Duration allowed) {
        if (!allowed.isPositive()) {
            throw new IllegalArgumentException("deadline must be positive, not " + allowed);
        }
        this.allowed = allowed;
        this.dueNanos = System.nanoTime() + TimeUnit.NANOSECONDS.convert(allowed);
    }

    /**
     * What is left, as sockets take it: at least 1 ms, since 0 would mean for ever.
     *
     * @throws SocketTimeoutException if nothing is left
     */
    int millisLeft() throws SocketTimeoutException {
        long nanos = dueNanos - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException("Not welcomed within " + allowed.toMillis() + " ms");
        }
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE);
    }
}
