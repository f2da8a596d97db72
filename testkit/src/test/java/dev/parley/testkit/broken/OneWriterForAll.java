package dev.parley.testkit.broken;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes to all guests on one thread, which waits for each. */
final class OneWriterForAll extends PlainEndpoint {
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("parley-plain-writer").daemon().factory());

    OneWriterForAll(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected Executor writers() {
        return writer;
    }

    @Override
    protected void endThreads() {
        end(writer);
        super.endThreads();
    }
}
