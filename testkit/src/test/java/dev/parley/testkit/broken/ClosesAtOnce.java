package dev.parley.testkit.broken;

import dev.parley.api.CloseReason;
import java.io.IOException;
import java.net.Socket;

/** Closes the socket when the program closes the session, whatever is still on its way. */
final class ClosesAtOnce extends PlainSession {
    ClosesAtOnce(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public void close(CloseReason why) {
        super.close(why);
        endSocket();
    }
}
