package dev.parley.tls;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import tlschannel.BufferAllocator;

/**
 * Direct memory for ciphertext. A connection holds a buffer only while a record is incomplete or does not fit into its socket, so
 * that few are enough for many; and direct memory that the garbage collector had to free would come back too late.
 *
 * <p>Thread: any.
 */
final class BufferPool implements BufferAllocator {
    /** What may lie here unused: some hundred buffers. */
    private static final long MAX_IDLE_BYTES = 4 * 1024 * 1024;

    // Guarded by this.
    private final Map<Integer, ArrayDeque<ByteBuffer>> idle = new HashMap<>();
    private long idleBytes;

    @Override
    public ByteBuffer allocate(int bytes) {
        synchronized (this) {
            ArrayDeque<ByteBuffer> fitting = idle.get(bytes);
            ByteBuffer buffer = fitting == null ? null : fitting.pollLast();
            if (buffer != null) {
                idleBytes -= bytes;
                return buffer;
            }
        }
        return ByteBuffer.allocateDirect(bytes);
    }

    @Override
    public synchronized void free(ByteBuffer buffer) {
        int bytes = buffer.capacity();
        if (idleBytes + bytes <= MAX_IDLE_BYTES) {
            idle.computeIfAbsent(bytes, size -> new ArrayDeque<>()).addLast(buffer.clear());
            idleBytes += bytes;
        }
    }

    synchronized long idleBytes() {
        return idleBytes;
    }
}
