package dev.parley.spi;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The machine's clock, a daemon thread for each repetition, and virtual threads for what runs side by side. */
final class SystemScheduler implements Scheduler {
    static final SystemScheduler INSTANCE = new SystemScheduler();

    private SystemScheduler() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void sleep(Duration duration) {
        Uninterruptibles.sleepUninterruptibly(duration);
    }

    @Override
    public Repetition every(Duration period, Runnable task) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("parley-housekeeper").daemon().factory());
        long nanos = period.toNanos();
        Future<?> _ = thread.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
        return thread::shutdownNow;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run).execute(task);
    }

    @Override
    public <T> List<T> together(List<Supplier<T>> actions) {
        List<CompletableFuture<T>> results = actions.stream()
                .map(action -> CompletableFuture.supplyAsync(action, Thread::startVirtualThread))
                .toList();
        return results.stream().map(CompletableFuture::join).toList();
    }
}
