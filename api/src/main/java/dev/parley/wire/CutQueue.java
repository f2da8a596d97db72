package dev.parley.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cuts that lie ahead of a cursor, oldest first: a ring whose slots are used again, so that a guest who talks all day
 * allocates nothing. It takes no memory before the first cut.
 */
final class CutQueue {
    /** The place of somebody who needs no line any more. */
    static final long NOTHING_MISSING = Long.MAX_VALUE;

    private static final Cut[] NONE = {};

    private Cut[] ring = NONE;
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** The {@code i}-th cut from the oldest. */
    Cut get(int i) {
        return ring[(head + i) & (ring.length - 1)];
    }

    @Nullable Cut first() {
        return size == 0 ? null : get(0);
    }

    @Nullable Cut last() {
        return size == 0 ? null : get(size - 1);
    }

    /**
     * Where a cursor at {@code place} will be when it has passed the cuts that it stands at: of its owner's lines nothing is
     * waiting for him, and behind the end of the stream nothing at all.
     */
    long placeBehindDue(long place) {
        long behind = place;
        for (int i = 0; i < size && get(i).at <= behind; i++) {
            Cut due = get(i);
            switch (due.kind) {
                case LEAVE_OUT, FOLLOW -> behind = Math.max(behind, due.resumeAt);
                case FINISH -> behind = NOTHING_MISSING;
                case PUT_IN, UNFOLLOW -> {}
            }
        }
        return behind;
    }

    /** A slot behind all others, for the caller to fill. */
    Cut add(Cut.Kind kind, long at) {
        if (size == ring.length) {
            grow();
        }
        Cut cut = get(size++);
        cut.kind = kind;
        cut.at = at;
        return cut;
    }

    void removeFirst() {
        ring[head].forget();
        head = (head + 1) & (ring.length - 1);
        size--;
    }

    /** Gives the slots back if none is in use. */
    void shrinkIfEmpty() {
        if (size == 0) {
            ring = NONE;
            head = 0;
        }
    }

    private void grow() {
        Cut[] grown = new Cut[Math.max(2, 2 * ring.length)];
        for (int i = 0; i < size; i++) {
            grown[i] = get(i);
        }
        Arrays.setAll(grown, i -> i < size ? grown[i] : new Cut());
        ring = grown;
        head = 0;
    }
}
