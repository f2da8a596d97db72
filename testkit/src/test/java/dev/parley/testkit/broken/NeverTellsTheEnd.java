package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Ends its sockets, and forgets that a program waits to hear of it. */
final class NeverTellsTheEnd extends PlainSession {
    NeverTellsTheEnd(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void tellClosed() {}
}
