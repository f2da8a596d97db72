package dev.parley.server;

import java.util.concurrent.atomic.LongAdder;

/**
 * What is said on a server, in numbers: two additions for each read that brought something, and nothing for each recipient.
 * Thread: any.
 */
final class Traffic {
    private final LongAdder lines = new LongAdder();
    private final LongAdder deliveries = new LongAdder();

    /** So many lines, in a room of so many members. */
    void said(int count, int members) {
        lines.add(count);
        deliveries.add((long) count * Math.max(0, members - 1));
    }

    long lines() {
        return lines.sum();
    }

    long deliveries() {
        return deliveries.sum();
    }
}
