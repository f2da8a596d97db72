package dev.parley.wire;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the memory of finished segments for new ones. Rooms share one pool, since direct memory that is left to the garbage
 * collector comes back late and in stalls.
 *
 * <p>Thread: any. Memory: at most {@code maxIdleBytes} that nobody uses; what comes back beyond that goes to the collector.
 */
public final class SegmentPool {
    private final long maxIdleBytes;
    private final Map<Integer, ArrayDeque<Block>> idle = new HashMap<>();
    private long idleBytes;

    public SegmentPool(long maxIdleBytes) {
        this.maxIdleBytes = maxIdleBytes;
    }

    /** A block of exactly {@code bytes}. */
    Block take(int bytes) {
        synchronized (this) {
            ArrayDeque<Block> fitting = idle.get(bytes);
            Block block = fitting == null ? null : fitting.pollLast();
            if (block != null) {
                idleBytes -= bytes;
                return block;
            }
        }
        return new Block(bytes);
    }

    synchronized void giveBack(Block block) {
        int bytes = block.memory.capacity();
        if (idleBytes + bytes <= maxIdleBytes) {
            block.memory.clear();
            idle.computeIfAbsent(bytes, size -> new ArrayDeque<>()).addLast(block);
            idleBytes += bytes;
        }
    }

    /** How many bytes lie here unused. */
    synchronized long idleBytes() {
        return idleBytes;
    }
}
