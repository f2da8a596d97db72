package dev.parley.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a transcript: written once, then immutable for as long as a cursor stands in it or before it.
 *
 * <p>Its memory is a {@link Block} from the pool; the segment itself is never used again, so a stale reference to one can be
 * told from a fresh one. Its fields are guarded by the transcript but for {@link #sealedAt}.
 */
final class Segment {
    /** The offset of its first byte. */
    final long base;

    /** How many lines of the room came before it. */
    final long linesBefore;

    /** Its memory; none in a segment that marks where a resting transcript will go on. */
    final @Nullable Block block;

    /** How many cursors stand in it. */
    int standing;

    /** True once the transcript has dropped it while a cursor still stood in it. */
    boolean orphaned;

    @Nullable Segment next;

    /**
     * The offset behind its last byte, once it is known. A reader that sees the transcript's end beyond this offset
     * sees this, too; one that does not, needs the end only.
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

    /** The one from here on that holds that offset, or will. */
    Segment holding(long offset) {
        Segment found = this;
        while (found.next != null && offset >= found.sealedAt) {
            found = found.next;
        }
        return found;
    }

    /** Its memory is used again. */
    void recycle(SegmentPool pool) {
        if (block != null) {
            pool.giveBack(block);
        }
    }

    void seal(long end) {
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
