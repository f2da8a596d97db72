package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Takes the end of input for the end of a line. */
final class HandsOverHalfALine extends PlainSession {
    HandsOverHalfALine(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void endOfInput() {
        call(() -> hear(ByteBuffer.wrap(new byte[] {'\n'})));
        super.endOfInput();
    }
}
