package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Tells that a guest has left when his socket is closed, and not when he said so. */
final class WaitsForTheHangUp extends PlainSession {
    WaitsForTheHangUp(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void tellSoon() {}

    @Override
    protected void closeSocket(Socket socket) throws IOException {
        super.closeSocket(socket);
        super.tellSoon();
    }
}
