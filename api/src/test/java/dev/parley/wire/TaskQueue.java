package dev.parley.wire;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** An executor that is turned by hand. */
final class TaskQueue implements Executor {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    void runOne() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    void runAll() {
        while (!tasks.isEmpty()) {
            runOne();
        }
    }

    int waiting() {
        return tasks.size();
    }
}
