package dev.parley.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long tests wait for what must happen. It is far more than anything takes, so that only faults ever use it up. Whoever
 * runs the contract on transports that are broken shortens it: {@link TransportContract}.
 */
final class Deadline {
    private static final long DEFAULT_LIMIT_MILLIS = 15_000;
    private static final long POLL_NANOS = 1_000_000;

    private Deadline() {}

    /** Asked anew each time, since a program may run both sound and broken transports. */
    static Duration limit() {
        return Duration.ofMillis(Long.getLong("parley.testkit.limitMillis", DEFAULT_LIMIT_MILLIS));
    }

    /** Looks again and again, for conditions that nobody announces. */
    static void await(BooleanSupplier condition, Supplier<String> failure) {
        Duration limit = limit();
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(failure.get() + ", after " + limit.toMillis() + " ms");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
