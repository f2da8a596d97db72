package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Is not sure of some writes, and does them once more. */
final class WritesAgain extends PlainSession {
    private static final int SURE_IN_A_ROW = 6;

    private int writes;

    WritesAgain(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected int writeBytes(ByteBuffer source) throws IOException {
        writes++;
        if (writes % (SURE_IN_A_ROW + 1) == 0) {
            super.writeBytes(source.duplicate());
        }
        return super.writeBytes(source);
    }
}
