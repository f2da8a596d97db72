package dev.parley.testkit.broken;

/** Closes its listener last, when all sessions are gone. */
final class AcceptsWhileStopping extends PlainEndpoint {
    AcceptsWhileStopping(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected void stopAccepting() {}

    @Override
    protected void endThreads() {
        super.stopAccepting();
        super.endThreads();
    }
}
