package dev.parley.spi;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Shows from outside whether a thread that serves sessions goes on from one piece of work to the next: what a {@link Watchdog}
 * looks at. It costs its thread a store at each end of a piece, and no look at a clock.
 *
 * <p>Thread: {@link #begins} and {@link #rests} that of the work, or one at a time; the others the watchdog's.
 */
public final class Pulse {
    private final Object name;

    /** Odd while there is work under way. */
    private final AtomicInteger beats = new AtomicInteger();

    /** Who does the work; published by the beat. */
    private @Nullable Thread worker;

    // Owned by the watchdog.
    private int seen;
    private int looks;
    private long sinceNanos;

    /** {@code name} is what the log calls it. */
    public Pulse(Object name) {
        this.name = name;
    }

    /** A piece of work begins, unless one is under way already. */
    public void begins() {
        int now = beats.getPlain();
        if ((now & 1) == 0) {
            worker = Thread.currentThread();
            beats.setRelease(now + 1);
        }
    }

    /** It is done. */
    public void rests() {
        int now = beats.getPlain();
        if ((now & 1) != 0) {
            beats.setRelease(now + 1);
        }
    }

    /** How many looks in a row, behind the first one, have found the very same piece of work under way. */
    int looksWithoutABeat(long nanoTime) {
        int now = beats.getAcquire();
        if (now != seen || (now & 1) == 0) {
            seen = now;
            looks = 0;
            sinceNanos = nanoTime;
        } else {
            looks++;
        }
        return looks;
    }

    /** Whether it is still at what the last look found. */
    boolean isStillAtIt() {
        return beats.getAcquire() == seen;
    }

    /** When that was found first. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Where it stands; nothing if that cannot be told. */
    StackTraceElement[] stack() {
        Thread worker = this.worker;
        return worker == null ? new StackTraceElement[0] : worker.getStackTrace();
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
