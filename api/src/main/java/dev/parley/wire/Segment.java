package dev.parley.wire;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a transcript: written once, then immutable for as long as a cursor stands in it.
 *
 * <p>Its memory is a {@link Block} from the pool; the segment itself is never used again, so a stale reference to one can be
 * told from a fresh one. Cursors come and go without a lock; the transcript, under its own, drops it and uses its memory again.
 */
final class Segment {
    /** Nobody stands in it, nor ever will. */
    private static final int RETIRED = -1;

    /** On a field, since every quiet room has a segment: an atomic object would make each of them larger. */
    private static final AtomicIntegerFieldUpdater<Segment> STANDING =
            AtomicIntegerFieldUpdater.newUpdater(Segment.class, "standing");

    /** The offset of its first byte. */
    final long base;

    /** How many lines of the room came before it. */
    final long linesBefore;

    /** Its memory; none in a segment that marks where a resting transcript will go on. */
    final @Nullable Block block;

    /** How many cursors stand in it, or {@link #RETIRED}. */
    private volatile int standing;

    /** True once the transcript has dropped it while a cursor still stood in it. Guarded by the transcript. */
    boolean orphaned;

    /** Written under the transcript's lock, before {@link #sealedAt}: whoever sees that it is sealed sees what follows. */
    private @Nullable Segment next;

    /**
     * The offset behind its last byte, once it is known. A reader that sees the transcript's end beyond this offset
     * sees this, too.
     */
    private volatile long sealedAt = Long.MAX_VALUE;

    Segment(long base, long linesBefore, @Nullable Block block) {
        this.base = base;
        this.linesBefore = linesBefore;
        this.block = block;
    }

    int capacity() {
        return block == null ? 0 : block.memory.capacity();
    }

    int freeBytes() {
        return block == null ? 0 : block.memory.remaining();
    }

    void append(byte[] prefix, ByteBuffer line) {
        block().memory.put(prefix).put(line).put((byte) '\n');
    }

    /** A view of its memory that the caller may move about in, until he gives it back. Thread: any. */
    ByteBuffer borrowView() {
        return block().borrowView();
    }

    void giveBack(ByteBuffer view) {
        block().giveBack(view);
    }

    /** How many lines in it end before that offset. Thread: any that keeps it from being used again. */
    int linesUpTo(long offset) {
        int lines = 0;
        for (int i = 0; block != null && i < offset - base; i++) {
            lines += block.memory.get(i) == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** The one from here on that holds that offset, or is open: as far as is known at this moment. Thread: any. */
    Segment holding(long offset) {
        Segment found = this;
        while (offset >= found.sealedAt) {
            found = found.next();
        }
        return found;
    }

    /** The one behind it, which is sealed. Thread: any. */
    Segment next() {
        return requireNonNull(next);
    }

    // --- Who stands in it. Thread: any.

    /** Lets one more cursor stand in it; false if it is retired. */
    boolean enter() {
        int before = STANDING.getAndUpdate(this, now -> now == RETIRED ? RETIRED : now + 1);
        return before != RETIRED;
    }

    /** One cursor less; true if nobody stands in it at that moment. */
    boolean leave() {
        return STANDING.decrementAndGet(this) == 0;
    }

    boolean isOccupied() {
        return standing > 0;
    }

    /** Lets nobody enter any more; false if somebody stands in it, or if that was done before. */
    boolean retire() {
        return STANDING.compareAndSet(this, 0, RETIRED);
    }

    /** Its memory is used again. To be called once, by who has retired it. */
    void recycle(SegmentPool pool) {
        if (block != null) {
            pool.giveBack(block);
        }
    }

    /** It ends there, and that one follows. */
    void seal(long end, Segment next) {
        this.next = next;
        sealedAt = end;
    }

    long sealedAt() {
        return sealedAt;
    }

    private Block block() {
        if (block == null) {
            throw new IllegalStateException("an empty segment has no memory");
        }
        return block;
    }
}
