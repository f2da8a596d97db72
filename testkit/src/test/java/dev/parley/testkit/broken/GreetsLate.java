package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gathers for a while what it has to write, and then begins with what guests said: that is what people wait for. */
final class GreetsLate extends PlainSession {
    private static final Duration WHILE = Duration.ofMillis(20);

    private final List<ByteBuffer> gathered = new ArrayList<>();

    GreetsLate(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void flush() {
        endpoint().runAfter(WHILE, super::flush);
    }

    @Override
    protected int writeBytes(ByteBuffer source) {
        int bytes = source.remaining();
        gathered.add(ByteBuffer.allocate(bytes).put(source).flip());
        return bytes;
    }

    @Override
    protected boolean writeTurn() throws IOException {
        boolean drained = super.writeTurn();
        writeGathered();
        return drained;
    }

    @Override
    protected void allWritten() throws IOException {
        writeGathered();
        super.allWritten();
    }

    private void writeGathered() throws IOException {
        for (ByteBuffer text : gathered) {
            if (isFromAGuest(text)) {
                super.writeBytes(text);
            }
        }
        for (ByteBuffer text : gathered) {
            super.writeBytes(text);
        }
        gathered.clear();
    }

    private static boolean isFromAGuest(ByteBuffer text) {
        return text.get(0) == '<';
    }
}
