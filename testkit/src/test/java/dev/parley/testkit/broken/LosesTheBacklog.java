package dev.parley.testkit.broken;

import dev.parley.api.CloseReason;
import java.io.IOException;
import java.net.Socket;

/** Takes a guest who sends no more for one who is gone. */
final class LosesTheBacklog extends PlainSession {
    LosesTheBacklog(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void endOfInput() {
        end(new CloseReason.PeerClosed());
    }
}
