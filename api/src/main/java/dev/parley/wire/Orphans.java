package dev.parley.wire;

import java.util.ArrayDeque;

/**
 * Segments that a transcript has dropped while somebody stood in them, oldest first. They keep {@code maxBytes}; who stands
 * in one before that has to go. Guarded by the transcript but for {@link #floor}.
 */
final class Orphans {
    static final Orphans NONE = new Orphans(0);

    private final long maxBytes;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>(1);
    private long bytes;
    private volatile long floor;

    private Orphans(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** These and one more; they may take so many bytes if it is the first. */
    Orphans with(Segment segment, long maxBytes) {
        Orphans all = this == NONE ? new Orphans(maxBytes) : this;
        all.add(segment);
        return all;
    }

    private void add(Segment segment) {
        segment.orphaned = true;
        segments.addLast(segment);
        bytes += segment.capacity();
        long kept = bytes;
        for (Segment oldest : segments) {
            if (kept <= maxBytes) {
                return;
            }
            kept -= oldest.capacity();
            floor = Math.max(floor, oldest.sealedAt());
        }
    }

    void remove(Segment segment) {
        segments.remove(segment);
        bytes -= segment.capacity();
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** Whoever stands before that offset has to go. Thread: any. */
    long floor() {
        return floor;
    }
}
