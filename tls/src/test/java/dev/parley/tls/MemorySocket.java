package dev.parley.tls;

import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;

/**
 * One end of a connection in memory. Between any two reads that bring something is one that brings nothing, and no read brings more
 * than so many bytes; a write takes no more than has room on the way.
 */
final class MemorySocket implements ByteChannel {
    /** One direction. */
    private static final class Way {
        private final ArrayDeque<Byte> bytes = new ArrayDeque<>();
        private final int room;
        private boolean ended;

        private Way(int room) {
            this.room = room;
        }
    }

    private final Way in;
    private final Way out;
    private final int bytesARead;
    private boolean pausing;
    private boolean closed;

    private MemorySocket(Way in, Way out, int bytesARead) {
        this.in = in;
        this.out = out;
        this.bytesARead = bytesARead;
    }

    /** Both ends; there is so much room on the way from the first to the second. */
    static MemorySocket[] pair(int bytesARead, int room) {
        Way there = new Way(room);
        Way back = new Way(Integer.MAX_VALUE);
        return new MemorySocket[] {new MemorySocket(back, there, bytesARead), new MemorySocket(there, back, bytesARead)};
    }

    @Override
    public int read(ByteBuffer target) {
        pausing = !pausing;
        if (in.bytes.isEmpty()) {
            return in.ended ? -1 : 0;
        }
        int bytes = pausing ? Math.min(bytesARead, Math.min(target.remaining(), in.bytes.size())) : 0;
        for (int i = 0; i < bytes; i++) {
            target.put(in.bytes.removeFirst());
        }
        return bytes;
    }

    @Override
    public int write(ByteBuffer source) throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
        int bytes = Math.min(source.remaining(), out.room - out.bytes.size());
        for (int i = 0; i < bytes; i++) {
            out.bytes.addLast(source.get());
        }
        return bytes;
    }

    /** Changes the byte that was sent last. */
    void spoilNewest() {
        out.bytes.addLast((byte) ~out.bytes.removeLast());
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        out.ended = true;
    }
}
