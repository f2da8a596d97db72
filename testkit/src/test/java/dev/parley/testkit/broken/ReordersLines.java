package dev.parley.testkit.broken;

import dev.parley.wire.Sent;
import java.io.IOException;
import java.net.Socket;

/** Sends on another thread, so that sending never blocks. */
final class ReordersLines extends PlainSession {
    ReordersLines(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public Sent send(String line) {
        endpoint().runSoon(() -> super.send(line));
        return Sent.ACCEPTED;
    }
}
