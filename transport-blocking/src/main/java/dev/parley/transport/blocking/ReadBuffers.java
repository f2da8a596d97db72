package dev.parley.transport.blocking;

import java.nio.ByteBuffer;

/** A reader's buffer: large for who talks much, small for who is idle. */
final class ReadBuffers {
    /** Some short lines. It is most of what an idle guest holds, but for the stack of his thread. */
    private static final int MIN_BYTES = 256;
    private static final int MAX_BYTES = 64 * 1024;

    private ReadBuffers() {}

    static ByteBuffer smallest() {
        return ByteBuffer.allocate(MIN_BYTES);
    }

    /** The one for the next read, after one that brought so many bytes. */
    static ByteBuffer fitting(ByteBuffer buffer, int bytes) {
        int capacity = buffer.capacity();
        if (bytes == capacity && capacity < MAX_BYTES) {
            return ByteBuffer.allocate(2 * capacity);
        }
        return bytes < capacity / 8 && capacity > MIN_BYTES ? ByteBuffer.allocate(capacity / 2) : buffer;
    }
}
