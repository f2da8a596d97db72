package dev.parley.transport.blocking;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Keeps the tasks of each thread for that thread to run: so the actors of a test are all the threads of an endpoint. */
final class OwnTasks extends AbstractExecutorService {
    private static final ThreadLocal<ArrayDeque<Runnable>> tasks = ThreadLocal.withInitial(ArrayDeque::new);
    private static final ThreadLocal<Boolean> refusing = ThreadLocal.withInitial(() -> false);

    @Override
    public void execute(Runnable task) {
        if (refusing.get()) {
            throw new RejectedExecutionException("on purpose");
        }
        tasks.get().add(task);
    }

    /** Runs what this thread has given, and what that gives in turn. */
    static void runAll() {
        for (Runnable task = tasks.get().poll(); task != null; task = tasks.get().poll()) {
            task.run();
        }
    }

    /** Runs what this thread has given, and refuses what that gives in turn, like an endpoint out of threads. */
    static void runAllWithoutThreads() {
        refusing.set(true);
        try {
            runAll();
        } finally {
            refusing.set(false);
        }
    }

    // --- An endpoint that stops believes that its threads end.

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return true;
    }

    @Override
    public boolean isTerminated() {
        return true;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
