package dev.parley.testkit.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Makes a text of every read, wherever it ends, and bytes of that again. */
final class DecodesEachRead extends PlainSession {
    DecodesEachRead(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void hear(ByteBuffer read) {
        super.hear(ByteBuffer.wrap(UTF_8.decode(read).toString().getBytes(UTF_8)));
    }
}
