package dev.parley.testkit.broken;

/** Ends its threads, and forgets the one of the timer. */
final class LeaksAThread extends PlainEndpoint {
    LeaksAThread(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected void endThreads() {
        end(threads);
    }
}
