package dev.parley.trials;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a {@link FaultProxy} does to each direction of one connection.
 *
 * @param name for messages
 * @param mostPieceBytes it passes on pieces of 1 to so many bytes, each in a packet of its own
 * @param longestPause how long it holds a piece at most
 * @param passedBytes after so many, it stops passing on, and ends the connection
 * @param end how it ends
 */
record Fault(String name, int mostPieceBytes, Duration longestPause, long passedBytes, End end) {
    /** How a connection ends at the proxy's hands. */
    enum End {
        /** Both sides see an error. */
        RESET,
        /** Both sides see a clean end, perhaps in the middle of a line. */
        CUT
    }

    private static final long NEVER = Long.MAX_VALUE;

    /** All of it arrives, later. */
    static Fault delay() {
        return new Fault("delay", 4096, Duration.ofMillis(5), NEVER, End.CUT);
    }

    /** All of it arrives, in pieces that respect neither lines nor characters. */
    static Fault pieces() {
        return new Fault("pieces", 7, Duration.ZERO, NEVER, End.CUT);
    }

    /** All of it arrives, byte by byte, slowly. */
    static Fault trickle() {
        return new Fault("trickle", 1, Duration.ofNanos(50_000), NEVER, End.CUT);
    }

    /** Resets the connection after some hundred bytes. */
    static Fault reset(RandomGenerator dice) {
        return new Fault("reset", 64, Duration.ofMillis(1), dice.nextLong(200, 3000), End.RESET);
    }

    /** Hangs up on both after some hundred bytes. */
    static Fault cut(RandomGenerator dice) {
        return new Fault("cut", 64, Duration.ofMillis(1), dice.nextLong(200, 3000), End.CUT);
    }
}
