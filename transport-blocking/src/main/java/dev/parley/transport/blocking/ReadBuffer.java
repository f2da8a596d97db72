package dev.parley.transport.blocking;

import java.nio.ByteBuffer;

/** How large a reader's buffer is: large for who talks much, small for who is idle. */
final class ReadBuffer {
    private static final int MIN_BYTES = 512;
    private static final int MAX_BYTES = 64 * 1024;

    private ReadBuffer() {}

    static ByteBuffer first() {
        return ByteBuffer.allocate(MIN_BYTES);
    }

    /** The buffer for the next read, after one that brought so many bytes. */
    static ByteBuffer fitting(ByteBuffer buffer, int bytes) {
        int capacity = buffer.capacity();
        if (bytes == capacity && capacity < MAX_BYTES) {
            return ByteBuffer.allocate(2 * capacity);
        }
        return bytes < capacity / 8 && capacity > MIN_BYTES ? ByteBuffer.allocate(capacity / 2) : buffer;
    }
}
