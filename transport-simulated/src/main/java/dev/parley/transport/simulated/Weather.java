package dev.parley.transport.simulated;

import java.time.Duration;

/**
 * What the network of a {@link Simulation} does to bytes on their way.
 *
 * @param minDelay the least time that anything takes, be it a packet or a task; more than zero
 * @param maxDelay the most time that it takes when nothing is stalled; at least {@code minDelay}
 * @param splitPercent how many of a hundred deliveries bring only a part of what is under way
 * @param stallPercent how many of a hundred deliveries stall first
 * @param maxStall how long a stall lasts at most
 * @param resetPermille how many of a thousand deliveries break the connection instead
 */
public record Weather(
        Duration minDelay, Duration maxDelay, int splitPercent, int stallPercent, Duration maxStall, int resetPermille) {

    public Weather {
        if (!minDelay.isPositive()) {
            throw new IllegalArgumentException("minDelay must be more than zero, not " + minDelay);
        }
        if (maxDelay.compareTo(minDelay) < 0) {
            throw new IllegalArgumentException("maxDelay must be at least minDelay, " + minDelay + ", not " + maxDelay);
        }
        if (maxStall.isNegative()) {
            throw new IllegalArgumentException("maxStall must be at least zero, not " + maxStall);
        }
        between(0, splitPercent, 100, "splitPercent");
        between(0, stallPercent, 100, "stallPercent");
        between(0, resetPermille, 1000, "resetPermille");
    }

    /** Everything takes a tenth of a millisecond and arrives in one piece, in the order in which it was begun. */
    public static Weather calm() {
        return new Weather(Duration.ofNanos(100_000), Duration.ofNanos(100_000), 0, 0, Duration.ZERO, 0);
    }

    /** Up to 3 ms each, every second delivery in pieces, one in fifty stalled for up to 30 ms. Nothing breaks. */
    public static Weather rough() {
        return new Weather(Duration.ofNanos(10_000), Duration.ofMillis(3), 50, 2, Duration.ofMillis(30), 0);
    }

    /** Rough, and one delivery in a hundred breaks its connection. */
    public static Weather stormy() {
        Weather rough = rough();
        return new Weather(
                rough.minDelay, rough.maxDelay, rough.splitPercent, rough.stallPercent, rough.maxStall, 10);
    }

    private static void between(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
