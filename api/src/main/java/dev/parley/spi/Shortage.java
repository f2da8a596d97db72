package dev.parley.spi;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How an acceptor gets over a time in which something has run out: descriptors, threads, memory. It waits, longer each
 * time, and says once that it does, not at every attempt. Meanwhile the kernel keeps those who knock, up to the backlog.
 * Thread: the acceptor's.
 */
public final class Shortage {
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** A full server lets one in for each who leaves, and is short again at once: that is not news every time. */
    static final Duration QUIET = Duration.ofSeconds(10);

    private static final CarefulLog log = CarefulLog.of(Shortage.class);

    private final Object acceptor;
    private final LongSupplier nanoTime;
    private long attempts;
    private Duration pause = FIRST_PAUSE;
    private boolean said;
    private long quietUntil;

    /** {@code acceptor} is who the log says is short of something. */
    public Shortage(Object acceptor) {
        this(acceptor, System::nanoTime);
    }

    Shortage(Object acceptor, LongSupplier nanoTime) {
        this.acceptor = acceptor;
        this.nanoTime = nanoTime;
        quietUntil = nanoTime.getAsLong();
    }

    /** An attempt has failed. Returns how long to wait before the next one. */
    public Duration failed(Throwable cause) {
        attempts++;
        if (attempts == 1) {
            begin(cause);
        }
        Duration now = pause;
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        return now;
    }

    /** An attempt went well. */
    public void over() {
        if (attempts == 0) {
            return;
        }
        if (said) {
            log.info("{} accepts again, after {} attempts that failed", acceptor, attempts);
        }
        attempts = 0;
        pause = FIRST_PAUSE;
        said = false;
    }

    private void begin(Throwable cause) {
        long now = nanoTime.getAsLong();
        if (now - quietUntil >= 0) {
            said = true;
            quietUntil = now + QUIET.toNanos();
            log.warn("{} cannot accept, and tries again until it can: {}", acceptor, cause.toString());
        }
    }
}
