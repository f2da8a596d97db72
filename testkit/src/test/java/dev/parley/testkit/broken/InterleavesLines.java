package dev.parley.testkit.broken;

import dev.parley.wire.Sent;
import java.io.IOException;
import java.net.Socket;

/** Sends a line in two pieces: its text, and its end. */
final class InterleavesLines extends PlainSession {
    InterleavesLines(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public Sent send(String line) {
        prompt(line);
        return super.send("");
    }
}
