package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Waits for ever for a guest to take what he was sent. */
final class NeverGivesUp extends PlainSession {
    NeverGivesUp(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void giveUpInTime() {}
}
