package dev.parley.server;

import dev.parley.server.Refusal.OverLimit;
import dev.parley.spi.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one guest may still say, and how long he may take. Too much is paid for by time in which nothing of his is read, so that
 * none of it is lost. It is reckoned once for each read, which costs a look at the clock.
 *
 * <p>Thread: the guest's, but for {@link #overdue} and {@link #end}, which are the housekeeper's, and {@link #over}.
 */
final class Allowance {
    /** What a read costs at least: a packet of one byte is as much work as a larger one. */
    private static final int MIN_READ_BYTES = 64;

    /** So often it is looked whether he who is held back has gone, or the limits are other ones. In a slow mode he may be held for hours. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Brake brake;
    private final Supplier<Limits> rules;
    private final Scheduler scheduler;
    private final int maxLineBytes;
    private final Consumer<OverLimit> ending;

    /** Those that the buckets are for. */
    private Limits limits;

    private @Nullable TokenBucket lines;
    private @Nullable TokenBucket bytes;

    /** What the read has brought so far that is being handled. */
    private int linesRead;

    private int bytesRead;

    /** Whether a line is going on that is too long: what comes of it is never heard, but is read all the same. */
    private boolean skipping;

    /** Read by the housekeeper. */
    private volatile boolean named;

    private volatile long lastMoment;

    /** Until when he could say nothing. */
    private volatile long heldUntil;

    private volatile boolean over;

    /** @param rules gives the limits that hold now */
    Allowance(
            Brake brake, Supplier<Limits> rules, int maxLineBytes, Scheduler scheduler, Consumer<OverLimit> ending) {
        this.brake = brake;
        this.rules = rules;
        this.scheduler = scheduler;
        this.maxLineBytes = maxLineBytes;
        this.ending = ending;
        lastMoment = scheduler.nanoTime();
        heldUntil = lastMoment;
        limits = rules.get();
        lines = bucket(limits.lines(), lastMoment);
        bytes = bucket(limits.bytes(), lastMoment);
    }

    private static @Nullable TokenBucket bucket(Rate rate, long now) {
        return rate.isLimited() ? new TokenBucket(rate, now) : null;
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

    // Whether they are the same was looked at when they changed; this is done for each read.
    @SuppressWarnings("ReferenceEquality")
    void readComplete() {
        // Or in a slow mode whoever has to give a second name would not get to it.
        int linesOfRead = named ? linesRead : 0;
        int bytesOfRead = skipping && linesRead == 0 ? maxLineBytes : Math.max(bytesRead, MIN_READ_BYTES);
        linesRead = 0;
        bytesRead = 0;
        Limits ruling = rules.get();
        boolean isTimed = ruling.idleTimeout().isPositive();
        if (ruling == limits && lines == null && bytes == null && !isTimed) {
            return;
        }
        long now = scheduler.nanoTime();
        if (ruling != limits) {
            limits = ruling;
            lines = bucket(ruling.lines(), now);
            bytes = bucket(ruling.bytes(), now);
        }
        if (isTimed && named && linesOfRead > 0) {
            lastMoment = now;
        }
        long wait = Math.max(owed(lines, linesOfRead, now), owed(bytes, bytesOfRead, now));
        if (wait > 0) {
            heldUntil = now + wait;
            brake.hold(Brake.Holder.RATE);
            releaseAt(now + wait, ruling);
        }
    }

    /** Or when {@code ruling} rules no more. Thread: any. */
    @SuppressWarnings("ReferenceEquality")
    private void releaseAt(long moment, Limits ruling) {
        long left = moment - scheduler.nanoTime();
        if (left <= 0 || over || rules.get() != ruling) {
            heldUntil = scheduler.nanoTime();
            brake.release(Brake.Holder.RATE);
        } else {
            scheduler.after(Duration.ofNanos(Math.min(left, LOOK.toNanos())), () -> releaseAt(moment, ruling));
        }
    }

    /** His session has ended. Thread: any. */
    void over() {
        over = true;
    }

    private static long owed(@Nullable TokenBucket bucket, int count, long now) {
        return bucket == null ? 0 : bucket.take(count, now);
    }

    /** For how long he has been asked for his name, or has said nothing, if that is too long. */
    @Nullable OverLimit overdue(long now) {
        Limits ruling = rules.get();
        Duration most = named ? ruling.idleTimeout() : ruling.nameTimeout();
        long since = named && heldUntil - lastMoment > 0 ? heldUntil : lastMoment;
        if (most.isZero() || now - since < most.toNanos()) {
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
