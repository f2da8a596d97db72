package dev.parley.transport.simulated;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Everything that is left to chance in a simulation, drawn from its seed. Thread: any. */
final class Dice {
    private final RandomGenerator random;
    private final Weather weather;

    Dice(long seed, Weather weather) {
        // By name: the same seed must mean the same on every machine.
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.weather = weather;
    }

    /** From 0 to one less than {@code bound}. */
    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    /** How long a packet or a task takes. */
    long delayNanos() {
        return between(weather.minDelay().toNanos(), weather.maxDelay().toNanos());
    }

    /** How long a delivery stalls; mostly not at all. */
    long stallNanos() {
        return below(100) < weather.stallPercent() ? between(0, weather.maxStall().toNanos()) : 0;
    }

    /** How many of {@code bytes} come in the next piece; at least one. */
    int piece(int bytes) {
        return below(100) < weather.splitPercent() ? 1 + below(bytes) : bytes;
    }

    boolean breaks() {
        return below(1000) < weather.resetPermille();
    }

    private synchronized long between(long least, long most) {
        return least == most ? least : random.nextLong(least, most + 1);
    }
}
