package dev.parley.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Time, and what is done later or side by side. It is passed in, so that a room's server runs in a simulation as it does on a
 * machine.
 *
 * <p>Thread: any, for every method; none of them may be called from a session's handler but {@link #nanoTime},
 * {@link #instant} and {@link #after}.
 */
public interface Scheduler extends InstantSource {
    /** The machine's clock and threads. */
    static Scheduler system() {
        return SystemScheduler.INSTANCE;
    }

    /** Nanoseconds since some moment; only differences mean something. */
    long nanoTime();

    /** The time of day, for people and logs; it can jump. */
    @Override
    Instant instant();

    /** Lets time pass: blocks the caller for {@code duration}. */
    void sleep(Duration duration);

    /** Calls {@code task} again and again, with {@code period} between the calls, until the result is closed. */
    Repetition every(Duration period, Runnable task);

    /** Calls {@code task} once, when {@code delay} is over, on whatever thread. It must be short, and not block. */
    void after(Duration delay, Runnable task);

    /** Runs actions that block side by side, and returns their results, in the same order, when all are done. */
    <T> List<T> together(List<Supplier<T>> actions);

    /** Something that is done again and again. */
    interface Repetition extends AutoCloseable {
        /** Lets it not be done any more; a call that is under way goes on. */
        @Override
        void close();
    }
}
