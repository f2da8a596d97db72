package dev.parley.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The cuts that lie ahead of a cursor, oldest first: a ring whose slots are used again, so that a guest who talks all day
 * allocates nothing. It takes no memory before the first cut.
 */
final class CutQueue {
    /** The place of somebody who needs no line any more. */
    static final long NOTHING_MISSING = Long.MAX_VALUE;

    private static final Cut[] NONE = {};

    private final int maxBytes;
    private Cut[] ring = NONE;
    private int head;
    private int size;
    private int textBytes;

    /** @param maxBytes how much texts and cuts may take together; a text that {@link #putFirst} adds comes on top */
    CutQueue(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    int size() {
        return size;
    }

    /** How many bytes of texts it holds. */
    int textBytes() {
        return textBytes;
    }

    boolean hasRoomFor(int bytes) {
        return textBytes + (long) bytes + (long) Outbox.CUT_BYTES * (size + 1) <= maxBytes;
    }

    /** The {@code i}-th cut from the oldest. */
    Cut get(int i) {
        return ring[(head + i) & (ring.length - 1)];
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

    /** How many of its owner's own lines are left out from {@code place} on, up to where he stops following. */
    long ownLinesFrom(long place) {
        long lines = 0;
        for (int i = 0; i < size && !get(i).isAnEnd(); i++) {
            lines += get(i).kind == Cut.Kind.LEAVE_OUT && get(i).at >= place ? get(i).lines : 0;
        }
        return lines;
    }

    /**
     * How many of the lines before {@code place} are none that its owner misses: his own, and those behind the end of his
     * stream.
     *
     * @param linesBefore how many lines of the room came before {@code place}
     */
    long linesNotMissed(long place, long linesBefore) {
        long lines = 0;
        for (int i = 0; i < size && get(i).at < place; i++) {
            Cut cut = get(i);
            if (cut.isAnEnd()) {
                return lines + linesBefore - cut.lines;
            }
            lines += cut.kind == Cut.Kind.LEAVE_OUT ? cut.lines : 0;
        }
        return lines;
    }

    /** Plans a gathering write from the cursor up to {@code limit}, around what is left out. Returns the number of stretches. */
    int plan(Cursor cursor, long limit) {
        int runs = 0;
        long from = cursor.position();
        for (int i = 0; runs < Cursor.MAX_RUNS && i < size; i++) {
            Cut cut = get(i);
            runs += cursor.plan(runs, from, Math.min(limit, cut.at));
            if (cut.kind != Cut.Kind.LEAVE_OUT || cut.resumeAt >= limit) {
                return runs;
            }
            from = cut.resumeAt;
        }
        return runs < Cursor.MAX_RUNS ? runs + cursor.plan(runs, from, limit) : runs;
    }

    void putIn(long at, byte[] text) {
        add(Cut.Kind.PUT_IN, at).text = ByteBuffer.wrap(text);
        textBytes += text.length;
    }

    /** Puts in a text that comes before all other cuts. */
    void putFirst(long at, byte[] text) {
        addFirst(Cut.Kind.PUT_IN, at).text = ByteBuffer.wrap(text);
        textBytes += text.length;
    }

    /**
     * Leaves out one line, in one cut with the line right before it unless they are to stay {@code apart}. False, with nothing
     * done, if there is no room for another cut.
     */
    boolean leaveOut(long from, long to, boolean apart) {
        Cut last = size == 0 ? null : get(size - 1);
        if (last != null && last.kind == Cut.Kind.LEAVE_OUT && last.resumeAt == from && !apart) {
            last.resumeAt = to;
            last.lines++;
        } else if (hasRoomFor(0)) {
            Cut cut = add(Cut.Kind.LEAVE_OUT, from);
            cut.resumeAt = to;
            cut.lines = 1;
        } else {
            return false;
        }
        return true;
    }

    /** A slot behind all others, for the caller to fill. */
    Cut add(Cut.Kind kind, long at) {
        if (size == ring.length) {
            grow();
        }
        size++;
        return fill(get(size - 1), kind, at);
    }

    private Cut addFirst(Cut.Kind kind, long at) {
        if (size == ring.length) {
            grow();
        }
        size++;
        head = (head - 1) & (ring.length - 1);
        return fill(get(0), kind, at);
    }

    private static Cut fill(Cut cut, Cut.Kind kind, long at) {
        cut.kind = kind;
        cut.at = at;
        return cut;
    }

    void removeFirst() {
        ByteBuffer text = ring[head].text;
        textBytes -= text == null ? 0 : text.limit();
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
