package dev.parley.spi;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Names the threads that are held, by a handler that blocks or is slow: once when one has been at the same piece of work
 * for longer than a threshold, with its stack, and once when it is free again. It changes nothing, since a thread cannot be
 * taken from a handler; it says where to look.
 *
 * <p>It looks twice a threshold, and believes the third look that finds the same. So a hold is named after one to one and a half
 * thresholds, and a process that was asleep as a whole is not taken for one. Thread: one daemon of its own.
 */
public final class Watchdog implements AutoCloseable {

    /** Whom it tells. */
    interface Report {
        void held(Pulse pulse, Throwable stack);

        void heldAsWell(int more);

        void free(Pulse pulse, Duration about);
    }

    private static final CarefulLog log = CarefulLog.of(Watchdog.class);
    private static final int LOOKS_A_THRESHOLD = 2;

    /** Where a database is down, every handler hangs in it: a few stacks tell as much as all. */
    private static final int MAX_NAMED_A_LOOK = 8;

    private static final Duration LAST_LOOK = Duration.ofSeconds(1);

    private final Consumer<Consumer<Pulse>> watched;
    private final LongSupplier nanoTime;
    private final Report report;
    private final ScheduledExecutorService thread;

    // Owned by its thread.
    private final List<Pulse> held = new ArrayList<>();
    private int found;

    /** One that is told when to look. */
    Watchdog(String name, Consumer<Consumer<Pulse>> watched, LongSupplier nanoTime, Report report) {
        this.watched = watched;
        this.nanoTime = nanoTime;
        this.report = report;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /**
     * Begins to look.
     *
     * @param name of its thread
     * @param threshold how long a piece of work may take unnamed; zero: it never looks
     * @param watched calls what it is given with every pulse there is to look at, those of now
     */
    public static Watchdog start(String name, Duration threshold, Consumer<Consumer<Pulse>> watched) {
        Watchdog watchdog = new Watchdog(name, watched, System::nanoTime, new Logged(threshold));
        if (threshold.isPositive()) {
            long period = Math.max(1, threshold.toNanos() / LOOKS_A_THRESHOLD);
            Future<?> _ = watchdog.thread.scheduleWithFixedDelay(watchdog::look, period, period, TimeUnit.NANOSECONDS);
        }
        return watchdog;
    }

    /** Waits for its thread to be gone. */
    @Override
    public void close() {
        thread.shutdownNow();
        if (!Uninterruptibles.awaitTerminationUninterruptibly(thread, LAST_LOOK)) {
            log.warn("A watchdog does not end");
        }
    }

    void look() {
        try {
            long now = nanoTime.getAsLong();
            held.removeIf(pulse -> isFree(pulse, now));
            found = 0;
            watched.accept(pulse -> look(pulse, now));
            if (found > MAX_NAMED_A_LOOK) {
                report.heldAsWell(found - MAX_NAMED_A_LOOK);
            }
        } catch (Throwable e) {
            // A repetition that throws is not repeated.
            log.error("A watchdog could not look", e);
        }
    }

    private void look(Pulse pulse, long now) {
        if (pulse.looksWithoutABeat(now) == LOOKS_A_THRESHOLD) {
            found++;
            if (found <= MAX_NAMED_A_LOOK) {
                name(pulse);
            }
        }
    }

    private void name(Pulse pulse) {
        Throwable stack = new Throwable("it stands here");
        stack.setStackTrace(pulse.stack());
        // Else that is the stack of something else, which may be as quick as can be.
        if (pulse.isStillAtIt()) {
            held.add(pulse);
            report.held(pulse, stack);
        }
    }

    private boolean isFree(Pulse pulse, long now) {
        boolean free = !pulse.isStillAtIt();
        if (free) {
            report.free(pulse, Duration.ofNanos(now - pulse.sinceNanos()));
        }
        return free;
    }

    private record Logged(Duration threshold) implements Report {
        @Override
        public void held(Pulse pulse, Throwable stack) {
            log.warn("{} has been held for more than {} ms, and whom else it serves waits", pulse, threshold.toMillis(), stack);
        }

        @Override
        public void heldAsWell(int more) {
            log.warn("{} more threads are held as well", more);
        }

        @Override
        public void free(Pulse pulse, Duration about) {
            log.warn("{} is free again, after about {} ms", pulse, about.toMillis());
        }
    }
}
