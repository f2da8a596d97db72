package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/** A channel that takes as many bytes as it is told to, like a socket whose peer reads slowly. */
final class NarrowChannel implements GatheringByteChannel {
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
        return (int) write(new ByteBuffer[] {source}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        calls++;
        long before = received.size();
        for (int i = offset; i < offset + length; i++) {
            while (sources[i].hasRemaining() && room > 0) {
                byte next = sources[i].get();
                received.write(next);
                room--;
                lineEnds += next == '\n' ? 1 : 0;
            }
        }
        return received.size() - before;
    }

    @Override
    public long write(ByteBuffer[] sources) {
        return write(sources, 0, sources.length);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
