package dev.parley.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long tests wait for what must happen. It is far more than anything takes, so that only faults ever use it up. Whoever
 * runs the contract on transports that are broken shortens it: {@link TransportContract}.
 */
final class Deadline {
    private static final long DEFAULT_LIMIT_MILLIS = 15_000;

    private Deadline() {}

    /** Asked anew each time, since a program may run both sound and broken transports. */
    static Duration limit() {
        return Duration.ofMillis(Long.getLong("parley.testkit.limitMillis", DEFAULT_LIMIT_MILLIS));
    }

    /** Waits until {@code condition} holds. Throws an {@link AssertionError} with {@code failure} if it never does. */
    static void await(Network network, BooleanSupplier condition, Supplier<String> failure) {
        Duration limit = limit();
        if (!network.await(condition, limit)) {
            throw new AssertionError(failure.get() + ", after " + limit.toMillis() + " ms");
        }
    }
}
