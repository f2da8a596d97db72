package dev.parley.transport.nio;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one event loop counts: at most two clock readings for each turn, and some plain additions for each call to the kernel. Thread:
 * the loop's; others read, and may see numbers that are a moment old.
 */
final class LoopStats {
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong bytesWritten = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong busyNanos = new AtomicLong();

    /** Up to when its time is counted, or since when it has been awake. Owned by the loop. */
    private long since = System.nanoTime();

    // --- Thread: the loop's.

    /** A turn is over. */
    void turned() {
        long now = System.nanoTime();
        add(busyNanos, now - since);
        since = now;
    }

    /** It has slept up to now. */
    void woke() {
        since = System.nanoTime();
    }

    void read(int bytes) {
        add(bytesRead, bytes);
    }

    void written(long bytes) {
        add(bytesWritten, bytes);
        add(writes, 1);
    }

    // --- Thread: any.

    long bytesRead() {
        return bytesRead.getOpaque();
    }

    long bytesWritten() {
        return bytesWritten.getOpaque();
    }

    long writes() {
        return writes.getOpaque();
    }

    long busyNanos() {
        return busyNanos.getOpaque();
    }

    /** There is one writer, so this needs no atomic step. */
    private static void add(AtomicLong counter, long more) {
        counter.setOpaque(counter.getPlain() + more);
    }
}
