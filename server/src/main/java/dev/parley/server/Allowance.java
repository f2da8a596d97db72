package dev.parley.server;

import dev.parley.server.Refusal.OverLimit;
import dev.parley.spi.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one guest may still say, and how long he may take. Too much is paid for by time in which nothing of his is read, so that
 * none of it is lost. It is reckoned once for each read, which costs a look at the clock.
 *
 * <p>Thread: the guest's, but for {@link #overdue} and {@link #end}, which are the housekeeper's.
 */
final class Allowance {
    /** What a read costs at least: a packet of one byte is as much work as a larger one. */
    private static final int MIN_READ_BYTES = 64;

    private final Brake brake;
    private final Limits limits;
    private final Scheduler scheduler;
    private final int maxLineBytes;
    private final Consumer<OverLimit> ending;
    private final @Nullable TokenBucket lines;
    private final @Nullable TokenBucket bytes;
    private final boolean isTimed;

    /** What the read has brought so far that is being handled. */
    private int linesRead;

    private int bytesRead;

    /** Whether a line is going on that is too long: what comes of it is never heard, but is read all the same. */
    private boolean skipping;

    /** Read by the housekeeper. */
    private volatile boolean named;

    private volatile long lastMoment;

    Allowance(Brake brake, ChatOptions options, Scheduler scheduler, Consumer<OverLimit> ending) {
        this.brake = brake;
        this.limits = options.limits();
        this.scheduler = scheduler;
        this.maxLineBytes = options.transport().maxLineBytes();
        this.ending = ending;
        lastMoment = scheduler.nanoTime();
        lines = bucket(limits.lines());
        bytes = bucket(limits.bytes());
        isTimed = limits.idleTimeout().isPositive();
    }

    private @Nullable TokenBucket bucket(Rate rate) {
        return rate.isLimited() ? new TokenBucket(rate, lastMoment) : null;
    }

    /** What holds him when he has said too much. */
    Brake brake() {
        return brake;
    }

    void line(int lineBytes) {
        linesRead++;
        bytesRead += lineBytes + 1;
        skipping = false;
    }

    void lineTooLong() {
        line(maxLineBytes);
        skipping = true;
    }

    void named() {
        named = true;
        lastMoment = scheduler.nanoTime();
    }

    void readComplete() {
        if (lines == null && bytes == null && !isTimed) {
            return;
        }
        long now = scheduler.nanoTime();
        if (isTimed && named && linesRead > 0) {
            lastMoment = now;
        }
        int read = skipping && linesRead == 0 ? maxLineBytes : Math.max(bytesRead, MIN_READ_BYTES);
        long wait = Math.max(owed(lines, linesRead, now), owed(bytes, read, now));
        linesRead = 0;
        bytesRead = 0;
        if (wait > 0) {
            brake.hold(Brake.Holder.RATE);
            scheduler.after(Duration.ofNanos(wait), () -> brake.release(Brake.Holder.RATE));
        }
    }

    private static long owed(@Nullable TokenBucket bucket, int count, long now) {
        return bucket == null ? 0 : bucket.take(count, now);
    }

    /** For how long he has been asked for his name, or has said nothing, if that is too long. */
    @Nullable OverLimit overdue(long now) {
        Duration most = named ? limits.idleTimeout() : limits.nameTimeout();
        if (most.isZero() || now - lastMoment < most.toNanos()) {
            return null;
        }
        String time = Words.of(most);
        return named
                ? new OverLimit("You have said nothing for " + time + ".", time + " without a word")
                : new OverLimit("You have given no name within " + time + ".", time + " for a name");
    }

    void end(OverLimit refusal) {
        ending.accept(refusal);
    }
}
