package dev.parley.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when the generator's thread, which never sleeps, did not run: its core was given to somebody else, by this system or by the
 * one below a virtual machine. Time went on then, and its own account of processor time did not. Whatever was on its way meanwhile
 * was seen late, and nothing can be told of it: neither the server nor the generator is to blame.
 *
 * <p>Thread: the generator's.
 */
final class Absences {
    /** A shorter one is no more than a slow turn. */
    private static final long NOTICED_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    private final LongSupplier cpuNanos;
    private long then;
    private long cpuThen;
    private long from;
    private long until;

    /**
     * @param cpuNanos how much processor time the thread has had
     * @param now the time that it is
     */
    Absences(LongSupplier cpuNanos, long now) {
        this.cpuNanos = cpuNanos;
        cpuThen = cpuNanos.getAsLong();
        then = now;
        from = now;
        until = now;
    }

    /** Those of the thread that calls this. */
    static Absences ofThisThread() {
        return new Absences(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime, System.nanoTime());
    }

    /** To be called in each turn, with the time that it is. */
    void look(long now) {
        long cpu = cpuNanos.getAsLong();
        long away = now - then - (cpu - cpuThen);
        if (away > NOTICED_NANOS) {
            from = now - away;
            until = now;
        }
        then = now;
        cpuThen = cpu;
    }

    /**
     * Whether it is not known how long something took that began at {@code began} and was noticed at {@code noticed}: it may have been
     * over when the last absence began, or not before its end, and the one is less than half of the other.
     */
    boolean hide(long began, long noticed) {
        return began <= until && 2 * (from - began) < noticed - began;
    }
}
