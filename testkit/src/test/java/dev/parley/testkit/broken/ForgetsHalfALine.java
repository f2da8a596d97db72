package dev.parley.testkit.broken;

import dev.parley.wire.LineCutter;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Takes every read for the beginning of a line. */
final class ForgetsHalfALine extends PlainSession {
    ForgetsHalfALine(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void hear(ByteBuffer read) {
        cutter = new LineCutter(endpoint().options().maxLineBytes());
        super.hear(read);
    }
}
