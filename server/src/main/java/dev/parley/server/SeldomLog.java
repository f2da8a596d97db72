package dev.parley.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tells the log what guests can bring about as often as they like: one line in ten seconds, and how many were left out since the one
 * before. Thread: any.
 */
final class SeldomLog {
    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private final AtomicLong quietUntil;
    private final AtomicLong leftOut = new AtomicLong();

    SeldomLog(Logger log, long now) {
        this.log = log;
        quietUntil = new AtomicLong(now);
    }

    void warn(String line, @Nullable Throwable failure, long now) {
        long quiet = quietUntil.get();
        if (now - quiet < 0 || !quietUntil.compareAndSet(quiet, now + QUIET)) {
            leftOut.incrementAndGet();
            return;
        }
        long more = leftOut.getAndSet(0);
        log.warn(more == 0 ? line : line + ", and " + more + " times before", failure);
    }
}
