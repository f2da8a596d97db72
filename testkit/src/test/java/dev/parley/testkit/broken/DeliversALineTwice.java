package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Hands a line over again when nothing tells it that it did so before. */
final class DeliversALineTwice extends PlainSession {
    DeliversALineTwice(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public void line(ByteBuffer line) {
        super.line(line.duplicate());
        super.line(line);
    }
}
