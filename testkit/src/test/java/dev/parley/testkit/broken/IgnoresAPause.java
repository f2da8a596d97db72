package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Goes on reading, since the program will surely cope. */
final class IgnoresAPause extends PlainSession {
    IgnoresAPause(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected boolean isPaused() {
        return false;
    }
}
