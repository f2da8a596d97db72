package dev.parley.testkit;

import dev.parley.api.Session;
import java.util.concurrent.CountDownLatch;

/** Stays in its first line until the gate is open. */
final class GatedHandler extends RecordingHandler {
    private final CountDownLatch gate;

    GatedHandler(Session session, CountDownLatch gate) {
        super(session);
        this.gate = gate;
    }

    @Override
    protected void whenLine(String line) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
