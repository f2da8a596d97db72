package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Tells the end on the stack of whoever closes. */
final class CallsBackFromClose extends PlainSession {
    CallsBackFromClose(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void tellSoon() {
        tellAndCount();
    }
}
