package dev.parley.testkit.broken;

import dev.parley.api.CloseReason.ConnectionLost;
import java.io.IOException;
import java.net.Socket;

/** Tells that a guest has left, but not that his connection broke. */
final class ForgetsWhoWasReset extends PlainSession {
    ForgetsWhoWasReset(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void tellClosed() {
        if (!(reason() instanceof ConnectionLost)) {
            super.tellClosed();
        }
    }
}
