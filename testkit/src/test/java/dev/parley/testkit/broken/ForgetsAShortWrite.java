package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Writes as much as fits into a packet, and takes that for all it was offered. */
final class ForgetsAShortWrite extends PlainSession {
    private static final int PACKET_BYTES = 1400;

    ForgetsAShortWrite(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected int writeBytes(ByteBuffer source) throws IOException {
        int bytes = source.remaining();
        super.writeBytes(source.slice(source.position(), Math.min(bytes, PACKET_BYTES)));
        source.position(source.limit());
        return bytes;
    }
}
