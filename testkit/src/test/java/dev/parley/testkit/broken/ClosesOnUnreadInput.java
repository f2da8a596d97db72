package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Closes the socket once all is written, whatever the guest is still sending. */
final class ClosesOnUnreadInput extends PlainSession {
    ClosesOnUnreadInput(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void allWritten() throws IOException {
        super.allWritten();
        endSocket();
    }
}
