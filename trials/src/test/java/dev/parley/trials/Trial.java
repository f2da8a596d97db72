package dev.parley.trials;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long and how large a trial is, and what it has to say. Short by default, for each build; {@code .ci/trials} sets the
 * system properties that make it long.
 */
final class Trial {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final String name;
    private final long seed;
    private final long begin = System.nanoTime();

    private Trial(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    /** Begins one, and prints its seed: the same in each build, unless {@code parley.trials.seed} is given. */
    static Trial begin(String name) {
        Trial trial = new Trial(name, Long.getLong("parley.trials.seed", Integer.toUnsignedLong(name.hashCode())));
        trial.says("seed " + trial.seed);
        return trial;
    }

    long seed() {
        return seed;
    }

    /** Whether it has all the time that it takes to compare how long things take. */
    static boolean isLong() {
        return Long.getLong("parley.trials.seconds") != null;
    }

    /** How long the long part of it lasts. */
    static Duration length(int usualSeconds) {
        return Duration.ofSeconds(Long.getLong("parley.trials.seconds", usualSeconds));
    }

    /** How many sessions a crowd has. */
    static int sessions(int usual) {
        return Integer.getInteger("parley.trials.sessions", usual);
    }

    boolean lastsLessThan(Duration length) {
        return elapsed().compareTo(length) < 0;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** One line of the summary. */
    void says(String words) {
        System.out.println("TRIAL " + name + ": " + words);
    }

    /** Waits until {@code condition} holds; fails with {@code failure} when it does not within {@code atMost}. */
    static void await(BooleanSupplier condition, Duration atMost, Supplier<String> failure) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(failure.get() + ", after " + atMost.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
