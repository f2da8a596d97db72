package dev.parley.transport.simulated;

import java.nio.ByteBuffer;

/** Bytes that wait in a buffer of some size. It takes memory for what waits only. */
final class ByteQueue {
    private final int capacity;
    private byte[] bytes = {};
    private int from;
    private int to;

    ByteQueue(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return to - from;
    }

    int room() {
        return capacity - size();
    }

    void put(ByteBuffer source, int count) {
        makeSpace(count);
        source.get(bytes, to, count);
        to += count;
    }

    void moveTo(ByteQueue other, int count) {
        other.put(ByteBuffer.wrap(bytes, from, count), count);
        from += count;
    }

    int take(ByteBuffer target) {
        int count = Math.min(target.remaining(), size());
        target.put(bytes, from, count);
        from += count;
        return count;
    }

    void clear() {
        from = to;
    }

    private void makeSpace(int count) {
        if (to + count > bytes.length) {
            int size = size();
            byte[] target = 2 * (size + count) <= bytes.length ? bytes : new byte[2 * (size + count)];
            System.arraycopy(bytes, from, target, 0, size);
            bytes = target;
            from = 0;
            to = size;
        }
    }
}
