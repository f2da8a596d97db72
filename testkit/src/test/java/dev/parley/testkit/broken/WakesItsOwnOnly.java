package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Puts a task from outside into its queue, and looks there when one of its own guests says something. */
final class WakesItsOwnOnly extends PlainEndpoint {
    private final Set<Thread> ownThreads = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final Executor courier = task -> {
        queue.add(task);
        if (ownThreads.contains(Thread.currentThread())) {
            work();
        }
    };

    WakesItsOwnOnly(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected Executor courier() {
        return courier;
    }

    private void work() {
        for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
            threads.execute(task);
        }
    }

    static final class Session extends PlainSession {
        private final Set<Thread> ownThreads;

        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
            ownThreads = ((WakesItsOwnOnly) endpoint).ownThreads;
        }

        @Override
        protected void call(Runnable call) {
            ownThreads.add(Thread.currentThread());
            super.call(call);
        }
    }
}
