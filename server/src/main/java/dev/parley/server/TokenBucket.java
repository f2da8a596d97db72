package dev.parley.server;

/**
 * Keeps a {@link Rate}. Its whole state is one moment, that at which all that was taken will have come back:
 *
 * <pre>
 *   now          fullAt
 *    |--- taken ---|           within the burst: nobody waits
 *    |------- burst -------|
 *
 *    |--------- taken ---------|
 *    |------- burst -------|---| owed: that long nothing more should come
 * </pre>
 *
 * <p>Thread: one at a time. It reads no clock; moments are those of a {@link dev.parley.spi.Scheduler}.
 */
final class TokenBucket {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MINUTE = 60 * NANOS_A_SECOND;

    /** 73 years: two of them still fit between two moments. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private final double nanosForOne;
    private final long burstNanos;
    private long fullAt;

    /** A full one. The rate is a limited one. */
    TokenBucket(Rate rate, long now) {
        this(NANOS_A_SECOND / rate.perSecond(), rate.burst(), now);
    }

    private TokenBucket(double nanosForOne, int burst, long now) {
        this.nanosForOne = nanosForOne;
        burstNanos = nanosOf(burst);
        fullAt = now;
    }

    /** A full one of so many a minute, all of which may be taken at once. */
    static TokenBucket ofAMinute(int count, long now) {
        return new TokenBucket(NANOS_A_MINUTE / count, count, now);
    }

    /** Takes so much, whether it is there or not. Returns how long to wait until nothing is owed, in nanoseconds. */
    long take(int count, long now) {
        fullAt = fullAtAfter(count, now);
        return owed(fullAt, now);
    }

    /** Takes one if it is there; else nothing. */
    boolean tryTake(long now) {
        long then = fullAtAfter(1, now);
        if (owed(then, now) > 0) {
            return false;
        }
        fullAt = then;
        return true;
    }

    /** Whether {@link #tryTake} would take one. */
    boolean hasOne(long now) {
        return owed(fullAtAfter(1, now), now) == 0;
    }

    /** Whether it is as if nothing had ever been taken. */
    boolean isFull(long now) {
        return fullAt - now <= 0;
    }

    private long fullAtAfter(int count, long now) {
        return (isFull(now) ? now : fullAt) + nanosOf(count);
    }

    private long owed(long fullAt, long now) {
        return Math.max(0, fullAt - now - burstNanos);
    }

    /** Rounded down, so that one by one never costs more than all at once. */
    private long nanosOf(int count) {
        return Math.min(LONGEST_NANOS, (long) (count * nanosForOne));
    }
}
