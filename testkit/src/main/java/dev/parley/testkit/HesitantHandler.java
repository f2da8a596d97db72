package dev.parley.testkit;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import java.util.concurrent.locks.LockSupport;

/** Takes its time in every call, so that a second one that does not wait shows. */
final class HesitantHandler extends RecordingHandler {
    private static final long HESITATION_NANOS = 50_000;

    HesitantHandler(Session session) {
        super(session);
    }

    @Override
    protected void whenLine(String line) {
        hesitate();
    }

    @Override
    protected void whenReadComplete() {
        hesitate();
    }

    @Override
    protected void whenClosed(CloseReason reason) {
        hesitate();
    }

    private static void hesitate() {
        LockSupport.parkNanos(HESITATION_NANOS);
    }
}
