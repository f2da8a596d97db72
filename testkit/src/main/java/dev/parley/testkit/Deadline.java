package dev.parley.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How long tests wait for what must happen. It is far more than anything takes, so that only faults ever use it up. */
final class Deadline {
    static final Duration LIMIT = Duration.ofSeconds(15);

    private static final long POLL_NANOS = 1_000_000;

    private Deadline() {}

    /** Looks again and again, for conditions that nobody announces. */
    static void await(BooleanSupplier condition, Supplier<String> failure) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(failure.get() + ", after " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
