package dev.parley.transport.blocking;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has a thread for each task, but none for those that one giver has: he runs them himself. */
final class ScarceThreads extends AbstractExecutorService {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Thread giver;
    private volatile Runnable meanwhile = () -> {};

    /** Owned by {@link #giver}. */
    private int given;

    /** From now on the caller runs what he gives, but the second task is refused, when {@code meanwhile} is done. */
    void refuseMySecondTask(Runnable meanwhile) {
        this.meanwhile = meanwhile;
        giver = Thread.currentThread();
    }

    @Override
    public void execute(Runnable task) {
        if (!Thread.currentThread().equals(giver)) {
            threads.execute(task);
        } else if (++given == 2) {
            meanwhile.run();
            throw new RejectedExecutionException("on purpose");
        } else {
            task.run();
        }
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
