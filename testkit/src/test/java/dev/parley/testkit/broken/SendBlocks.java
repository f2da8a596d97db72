package dev.parley.testkit.broken;

import java.util.concurrent.Executor;

/** Writes on the stack of whoever sends, which saves two threads. */
final class SendBlocks extends PlainEndpoint {
    SendBlocks(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected Executor courier() {
        return Runnable::run;
    }

    @Override
    protected Executor writers() {
        return Runnable::run;
    }
}
