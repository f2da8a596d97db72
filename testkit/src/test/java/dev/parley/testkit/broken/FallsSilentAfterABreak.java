package dev.parley.testkit.broken;

import dev.parley.api.CloseReason.ConnectionLost;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Executor;

/** Wakes all in one loop, which ends, with an exception, at the first connection that is broken. */
final class FallsSilentAfterABreak extends PlainEndpoint {
    private volatile boolean broken;

    private final Executor courier = task -> {
        if (!broken) {
            threads.execute(task);
        }
    };

    FallsSilentAfterABreak(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected Executor courier() {
        return courier;
    }

    static final class Session extends PlainSession {
        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
        }

        @Override
        protected void tellClosed() {
            if (reason() instanceof ConnectionLost) {
                ((FallsSilentAfterABreak) endpoint()).broken = true;
            }
            super.tellClosed();
        }
    }
}
