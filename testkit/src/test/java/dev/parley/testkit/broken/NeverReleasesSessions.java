package dev.parley.testkit.broken;

/** Keeps every session it ever had. */
final class NeverReleasesSessions extends PlainEndpoint {
    NeverReleasesSessions(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected void remove(PlainSession session) {}
}
