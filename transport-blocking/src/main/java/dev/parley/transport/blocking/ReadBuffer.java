package dev.parley.transport.blocking;

import java.nio.ByteBuffer;

/**
 * A reader's buffer: large for who talks much, small for who is idle. It grows with the first read that fills it, and shrinks when
 * none of many has needed it, so that one short read between long ones costs nothing. Thread: the reader's.
 */
final class ReadBuffer {
    /** Some short lines. It is most of what an idle guest holds, but for the stack of his thread. */
    private static final int MIN_BYTES = 256;
    private static final int MAX_BYTES = 64 * 1024;

    /** So many reads in a row that would have fitted an eighth make it half as large. */
    private static final int SHORT_READS = 16;

    private ByteBuffer buffer = ByteBuffer.allocate(MIN_BYTES);
    private int shortReads;

    /** Empty, for the next read. What was returned before must not be used any more. */
    ByteBuffer next(int bytesOfLastRead) {
        int capacity = buffer.capacity();
        shortReads = bytesOfLastRead < capacity / 8 ? shortReads + 1 : 0;
        if (bytesOfLastRead == capacity && capacity < MAX_BYTES) {
            buffer = ByteBuffer.allocate(2 * capacity);
        } else if (shortReads == SHORT_READS && capacity > MIN_BYTES) {
            buffer = ByteBuffer.allocate(capacity / 2);
            shortReads = 0;
        }
        return buffer.clear();
    }
}
