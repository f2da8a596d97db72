package dev.parley.testkit.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Sends a guest what he says, so that he sees that it has arrived. His name he has seen. */
final class EchoesToTheSender extends PlainSession {
    private boolean named;

    EchoesToTheSender(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public void line(ByteBuffer line) {
        if (named) {
            send(UTF_8.decode(line.duplicate()).toString());
        }
        named = true;
        super.line(line);
    }
}
