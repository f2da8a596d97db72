package dev.parley.testkit.broken;

import java.time.Duration;

/** Says that everything was delivered, whatever became of it. */
final class AlwaysSaysDelivered extends PlainEndpoint {
    AlwaysSaysDelivered(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    public synchronized boolean stop(Duration grace) {
        super.stop(grace);
        return true;
    }
}
