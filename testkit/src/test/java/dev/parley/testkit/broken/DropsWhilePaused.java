package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Reads what nobody wants to hear, and throws it away. */
final class DropsWhilePaused extends PlainSession {
    DropsWhilePaused(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected boolean awaitResume() {
        return !isPaused();
    }
}
