package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A channel that takes as many bytes as it is told to, like a socket whose peer reads slowly. */
final class NarrowChannel implements ByteSink {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int room;
    private int calls;
    private int lineEnds;

    void takeAtMost(int bytes) {
        room = bytes;
    }

    String received() {
        return received.toString(UTF_8);
    }

    int lineEnds() {
        return lineEnds;
    }

    /** How often it was written to. */
    int calls() {
        return calls;
    }

    @Override
    public int write(ByteBuffer source) {
        calls++;
        int bytes = Math.min(room, source.remaining());
        for (int i = 0; i < bytes; i++) {
            byte next = source.get();
            received.write(next);
            lineEnds += next == '\n' ? 1 : 0;
        }
        room -= bytes;
        return bytes;
    }

    /** One call, however many stretches. */
    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        int before = calls;
        long bytes = ByteSink.super.write(sources, offset, length);
        calls = before + 1;
        return bytes;
    }
}
