package dev.parley.testkit.broken;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Has the same threads write for all endpoints, and ends them with the first one that stops. */
final class SharesItsThreads extends PlainEndpoint {
    private static ExecutorService writers = newWriters();

    private final ExecutorService shared = shared();

    SharesItsThreads(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected Executor writers() {
        return shared;
    }

    @Override
    protected void endThreads() {
        end(shared);
        super.endThreads();
    }

    private static synchronized ExecutorService shared() {
        if (writers.isShutdown()) {
            writers = newWriters();
        }
        return writers;
    }

    private static ExecutorService newWriters() {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().name("parley-plain-writer").daemon().factory());
    }
}
