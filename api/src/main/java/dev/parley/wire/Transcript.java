package dev.parley.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A room's append-only log of encoded lines. Each line is appended once; every {@link Outbox} that follows is a cursor that
 * is written to its channel straight from here.
 *
 * <pre>
 *          start                                                 end
 *            |  segment 4 KiB    |      segment 16 KiB            |
 *   dropped  [.......a...........][......b..........c.............]  free
 *                    ^ cursors stand in segments: no segment is reused from the first occupied one on
 * </pre>
 *
 * <p>Offsets count bytes since the room was opened. A line never spans two segments. The more is said from one visit to the
 * next, the larger they get. Segments behind the last cursor go back to the pool. If one cursor stays behind, segments are
 * kept for it until the transcript holds {@code maxBytes}; then the oldest is dropped, and who stands there has
 * {@linkplain Outbox#hasFallenBehind() fallen behind}; or, where slow readers skip, he reads on to the end of his segment,
 * whenever he likes, and jumps from there to the newest lines. What he stands in meanwhile is kept beside the rest, up to
 * another {@code maxBytes} for all such readers together; beyond that, those in the oldest have fallen behind.
 *
 * <p>Thread: any. The monitor of a transcript is the lock of its room, under which lines get their order: hold it to append
 * and follow as one step. Readers who keep up step from one segment to the next without it; who is the last to leave one takes it.
 */
public final class Transcript {
    /** Several segments in a full transcript, so that dropping one drops a small part. */
    private static final int PARTS = 4;

    /** Where slow readers skip, they may stand in that many different places. */
    private static final int PLACES_TO_STAND = 64;

    /** Where they are waited for, the last segment must be a small part of what is kept when all is read. */
    private static final int STEPS_TO_RELIEF = 16;

    private static final Audience[] NOBODY = {};

    private final SegmentPool pool;
    private final int maxBytes;
    private final @Nullable SkipNotice skipNotice;
    private final @Nullable Runnable relief;

    /** Written under the lock, behind the bytes before it: whoever reads it may read those. */
    private volatile long end;

    private volatile long start;
    private volatile Audience[] audiences = NOBODY;

    /** Made with the first of them, since most rooms never have one; written under the lock. */
    private volatile Orphans orphans = Orphans.NONE;

    // Guarded by this.
    private Segment head;
    private Segment tail;
    private long lines;
    private long keptBytes;
    private boolean reliefOwed;

    /** Nothing was said since the last call of {@link #rest}. */
    private boolean quiet;

    /** Not what the tail takes: that can be a single line that is longer. */
    private int segmentBytes;

    private int visitsOfTail;

    /**
     * An empty one, which holds no memory for lines until something is said.
     *
     * @param maxBytes how much memory its lines may take; at least 16 KiB
     */
    public Transcript(SegmentPool pool, int maxBytes) {
        this(pool, maxBytes, null, null);
    }

    /**
     * One whose slow readers skip.
     *
     * @param maxBytes how much memory its lines may take, and as much again for readers who stand in what was dropped
     * @param skipNotice what they get in the place of what they miss
     */
    public Transcript(SegmentPool pool, int maxBytes, SkipNotice skipNotice) {
        this(pool, maxBytes, skipNotice, null);
    }

    /**
     * One that keeps all until the slowest has read it: those who talk have to wait for him.
     *
     * @param maxBytes with more than half of that it {@linkplain #isCrowded is crowded}, and nothing should be appended
     * @param relief called when it keeps no more than a quarter again. Thread: any that reads or signals; no lock is held
     */
    public Transcript(SegmentPool pool, int maxBytes, Runnable relief) {
        this(pool, maxBytes, null, relief);
    }

    private Transcript(SegmentPool pool, int maxBytes, @Nullable SkipNotice skipNotice, @Nullable Runnable relief) {
        if (maxBytes < PARTS * SegmentSizes.FIRST_BYTES) {
            throw new IllegalArgumentException("a transcript needs at least 16 KiB, not " + maxBytes + " bytes");
        }
        this.pool = pool;
        this.maxBytes = maxBytes;
        this.skipNotice = skipNotice;
        this.relief = relief;
        head = new Segment(0, 0, null);
        tail = head;
    }

    /** The offset behind the last line. */
    public long end() {
        return end;
    }

    /** The offset of the oldest byte it still has. */
    public long start() {
        return start;
    }

    /** How much memory its lines take now, in bytes: those that are kept, and those that somebody slow still stands in. */
    public synchronized long heldBytes() {
        return keptBytes + orphans.bytes();
    }

    /** Whether much is kept for somebody slow. */
    public synchronized boolean isCrowded() {
        return keptBytes > maxBytes / 2;
    }

    /** Whether it can be that for somebody more than half of what it may keep is waiting, or was until it was dropped. */
    public synchronized boolean isSomebodyFarBehind() {
        return isCrowded() || !orphans.isEmpty();
    }

    /** Whether so much is kept that {@code relief} will be called when it is less. */
    public synchronized boolean isReliefToCome() {
        return keptBytes > maxBytes / 4;
    }

    /** How much of it new readers could read, in bytes. */
    synchronized long keptBytes() {
        return keptBytes;
    }

    /**
     * Appends {@code prefix}, the rest of {@code line} and a line end. Nobody is woken: call {@link #signal} after the last
     * line of a batch.
     *
     * @param author whose outbox leaves the line out; null if everybody gets it
     * @return false, with nothing appended, if the line could not fit into an empty transcript
     */
    public synchronized boolean append(byte[] prefix, ByteBuffer line, @Nullable Outbox author) {
        long bytes = (long) prefix.length + line.remaining() + 1;
        if (bytes > tail.freeBytes()) {
            if (bytes > maxBytes) {
                return false;
            }
            grow((int) bytes);
        }
        long from = end;
        tail.append(prefix, line);
        if (author != null) {
            // Before the end is published: whoever sees the line must see that it is left out.
            author.leaveOut(from, from + bytes, skipNotice != null && from == tail.base);
        }
        lines++;
        quiet = false;
        end = from + bytes;
        return true;
    }

    /** Lets {@code outbox} receive every line from now on. It must not follow anything yet. */
    public synchronized void follow(Outbox outbox) {
        // First: once the outbox knows of the segment, its session may end at any moment, and leave it.
        tail.enter();
        boolean follows = false;
        try {
            follows = outbox.follow(this, tail, end);
        } finally {
            if (!follows) {
                tail.leave();
            }
        }
        if (follows) {
            audienceOf(outbox.courier()).arrive(outbox);
        }
    }

    /** Lets {@code outbox} receive what was appended so far and nothing more. */
    public void unfollow(Outbox outbox) {
        Audience audience;
        synchronized (this) {
            if (!outbox.unfollow(this, end, lines)) {
                return;
            }
            audience = audienceOf(outbox.courier());
            audience.depart(outbox);
        }
        audience.signal();
        outbox.wake();
    }

    /** Ends the stream of a follower; here, so that nobody talks meanwhile. */
    synchronized void finish(Outbox outbox) {
        outbox.finishBehind(lines);
    }

    /** Wakes everybody who follows: one task an executor, never one a follower. */
    public void signal() {
        relieve();
        for (Audience audience : audiences) {
            audience.signal();
        }
    }

    /**
     * Gives memory back if nothing was said since the last call: the last segment is closed, and goes to the pool when the
     * last reader has stepped off it. Meant to be called every few seconds, so that quiet rooms cost nothing.
     */
    public void rest() {
        synchronized (this) {
            if (!quiet || tail.block == null) {
                quiet = true;
                return;
            }
            link(new Segment(end, lines, null));
        }
        signal();
    }

    // --- Called by readers.

    /**
     * Lets a reader stand in the segment that holds {@code position}, at the end of {@code from}, as well; he has to {@link #leave}
     * that. Thousands do so at the same line: it does not take the room's lock.
     *
     * @return null if that was dropped already
     */
    @Nullable Segment enter(Segment from, long position) {
        while (position >= start) {
            Segment to = from.holding(position);
            if (to.enter()) {
                // Asked again: what is dropped after this is dropped while he stands in it.
                if (position >= start) {
                    return to;
                }
                leave(to);
            }
            // An empty segment can have been closed, left and retired since he came upon it: then he looks behind it.
        }
        return null;
    }

    /** The same in the newest segment, for a reader at the end of {@code from} behind which something is dropped: he jumps. */
    synchronized Jump enterNewest(Segment from) {
        tail.enter();
        return new Jump(tail, tail.linesBefore - from.next().linesBefore);
    }

    @Nullable SkipNotice skipNotice() {
        return skipNotice;
    }

    /** Whoever still needs what stands before that offset has fallen behind. Thread: any. */
    long floor() {
        return skipNotice == null ? start : orphans.floor();
    }

    /** How many lines it has from {@code position} on. The room is not held up by the counting. */
    long linesFrom(long position) {
        if (position >= end()) {
            return 0;
        }
        Segment in;
        long said;
        long upTo;
        synchronized (this) {
            in = head.holding(position);
            in.enter();
            said = lines;
            upTo = Math.min(position, end);
        }
        try {
            return said - in.linesBefore - in.linesUpTo(upTo);
        } finally {
            leave(in);
        }
    }

    void leave(Segment segment) {
        if (!segment.leave()) {
            return;
        }
        synchronized (this) {
            if (!segment.orphaned) {
                dropRead();
            } else if (segment.retire()) {
                orphans.remove(segment);
                segment.recycle(pool);
            }
        }
        relieve();
    }

    /** Owed, without the lock, after whatever may have given memory back. */
    private void relieve() {
        Runnable relief = this.relief;
        if (relief == null) {
            return;
        }
        synchronized (this) {
            if (!reliefOwed) {
                return;
            }
            reliefOwed = false;
        }
        relief.run();
    }

    // --- Audiences.

    /** An audience begins a visit. Guarded by this. */
    void visited() {
        visitsOfTail++;
    }

    int audienceCount() {
        return audiences.length;
    }

    /** Forgets an audience whose last member has gone. */
    synchronized void dissolve(Audience empty) {
        audiences = Arrays.stream(audiences).filter(audience -> !audience.equals(empty)).toArray(Audience[]::new);
    }

    private Audience audienceOf(Executor courier) {
        Audience[] known = audiences;
        for (Audience audience : known) {
            if (audience.courier().equals(courier)) {
                return audience;
            }
        }
        Audience[] more = Arrays.copyOf(known, known.length + 1);
        Audience audience = new Audience(this, courier);
        more[known.length] = audience;
        audiences = more;
        return audience;
    }

    // --- Memory. Guarded by this.

    private void grow(int lineBytes) {
        segmentBytes = tail.block == null
                ? SegmentSizes.FIRST_BYTES
                : SegmentSizes.next(segmentBytes, visitsOfTail, maxBytes / parts());
        Block block = pool.take(Math.max(segmentBytes, lineBytes));
        link(new Segment(end, lines, block));
        keptBytes += tail.capacity();
        while (keptBytes > maxBytes && head != tail && relief == null) {
            dropHead();
        }
    }

    private int parts() {
        return skipNotice != null ? PLACES_TO_STAND : relief != null ? STEPS_TO_RELIEF : PARTS;
    }

    private void link(Segment segment) {
        visitsOfTail = 0;
        tail.seal(end, segment);
        tail = segment;
        dropRead();
    }

    /** Drops what everybody has read. */
    private void dropRead() {
        while (head != tail && !head.isOccupied()) {
            dropHead();
        }
    }

    private void dropHead() {
        Segment dropped = head;
        head = dropped.next();
        // Before it may retire: whoever enters it meanwhile looks at the start after that.
        start = head.base;
        boolean crossing = isReliefToCome();
        keptBytes -= dropped.capacity();
        reliefOwed |= crossing && !isReliefToCome();
        if (dropped.retire()) {
            dropped.recycle(pool);
        } else {
            orphans = orphans.with(dropped, maxBytes);
        }
    }
}
