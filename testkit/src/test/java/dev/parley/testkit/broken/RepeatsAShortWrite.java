package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Writes as much as fits into a packet, and if there was more begins anew. */
final class RepeatsAShortWrite extends PlainSession {
    private static final int PACKET_BYTES = 1400;

    RepeatsAShortWrite(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected int writeBytes(ByteBuffer source) throws IOException {
        if (source.remaining() > PACKET_BYTES) {
            super.writeBytes(source.slice(source.position(), PACKET_BYTES));
        }
        return super.writeBytes(source);
    }
}
