package dev.parley.transport.simulated;

import dev.parley.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A simulation's time. */
final class SimulatedScheduler implements Scheduler {
    /** An hour in which nothing else needs to happen costs nothing. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Simulation simulation;

    SimulatedScheduler(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public long nanoTime() {
        return simulation.agenda().nanos();
    }

    /** A simulation begins with the epoch. */
    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanoTime());
    }

    @Override
    public void sleep(Duration duration) {
        simulation.pass(duration);
    }

    @Override
    public Repetition every(Duration period, Runnable task) {
        Recurring recurring = new Recurring(period.toNanos(), task);
        recurring.next();
        return recurring;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        simulation.agenda().addTimer(delay.toNanos(), task);
    }

    @Override
    public <T> List<T> together(List<Supplier<T>> actions) {
        if (actions.size() == 1) {
            return List.of(actions.getFirst().get());
        }
        List<T> results = new ArrayList<>();
        for (Branch<T> branch : actions.stream().map(action -> simulation.fork(action::get)).toList()) {
            results.add(resultOf(branch));
        }
        return results;
    }

    private static <T> T resultOf(Branch<T> branch) {
        try {
            return branch.join(PATIENCE);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("what ran side by side failed", e);
        }
    }

    private final class Recurring implements Repetition {
        private final long periodNanos;
        private final Runnable task;
        private boolean closed;

        Recurring(long periodNanos, Runnable task) {
            this.periodNanos = periodNanos;
            this.task = task;
        }

        void next() {
            if (!closed) {
                simulation.agenda().addTimer(periodNanos, () -> {
                    if (!closed) {
                        task.run();
                        next();
                    }
                });
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
