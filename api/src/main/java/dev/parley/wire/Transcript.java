package dev.parley.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A room's append-only log of encoded lines. Each line is appended once; every {@link Outbox} that follows is a cursor that
 * is written to its channel straight from here.
 *
 * <pre>
 *          start                                                 end
 *            |  segment 64 KiB   |      segment 256 KiB           |
 *   dropped  [.......a...........][......b..........c.............]  free
 *                    ^ cursors stand in segments: no segment is reused from the first occupied one on
 * </pre>
 *
 * <p>Offsets count bytes since the room was opened. A line never spans two segments. The more is said from one visit to the
 * next, the larger they get. Segments behind the last cursor go back to the pool. If one cursor stays behind, segments are
 * kept for it until the transcript holds {@code maxBytes}; then the oldest is dropped, and who stands there has
 * {@linkplain Outbox#hasFallenBehind() fallen behind}.
 *
 * <p>Thread: any. The monitor of a transcript is the lock of its room, under which lines get their order: hold it to append
 * and follow as one step. Readers take it only to step from one segment to the next.
 */
public final class Transcript {
    private static final int FIRST_SEGMENT_BYTES = 4 * 1024;
    private static final int LAST_SEGMENT_BYTES = 1024 * 1024;
    private static final int GROWTH = 4;

    /**
     * How many visits a segment is to last for. Whoever comes to the end of one needs a second write and a new view: with this
     * many, few do. A room in which little is said between two visits keeps little.
     */
    private static final int VISITS_A_SEGMENT = 128;

    private static final Audience[] NOBODY = {};

    private final SegmentPool pool;
    private final int maxBytes;
    private final int maxSegmentBytes;

    /** Published after the bytes before it, so whoever reads it may read those. */
    private final AtomicLong end = new AtomicLong();

    private volatile long start;
    private volatile Audience[] audiences = NOBODY;

    // Guarded by this.
    private Segment head;
    private Segment tail;
    private long keptBytes;
    private long endWhenLastRested;

    /** Not what the tail takes: that can be a single line that is longer. */
    private int segmentBytes;

    private int visitsOfTail;

    /**
     * An empty one, which holds no memory for lines until something is said.
     *
     * @param maxBytes how much memory its lines may take; at least 16 KiB
     */
    public Transcript(SegmentPool pool, int maxBytes) {
        if (maxBytes < GROWTH * FIRST_SEGMENT_BYTES) {
            throw new IllegalArgumentException("a transcript needs at least 16 KiB, not " + maxBytes + " bytes");
        }
        this.pool = pool;
        this.maxBytes = maxBytes;
        // Several segments in a full transcript, so that dropping one drops a small part.
        this.maxSegmentBytes = Math.min(LAST_SEGMENT_BYTES, Integer.highestOneBit(maxBytes / GROWTH));
        head = new Segment(0, null);
        tail = head;
    }

    /** The offset behind the last line. */
    public long end() {
        return end.getAcquire();
    }

    /** The offset of the oldest byte it still has. */
    public long start() {
        return start;
    }

    /** How much memory its lines take now, in bytes. */
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
        long from = end.getPlain();
        tail.append(prefix, line);
        if (author != null) {
            // Before the end is published: whoever sees the line must see that it is left out.
            author.leaveOut(from, from + bytes);
        }
        end.setRelease(from + bytes);
        return true;
    }

    /** Lets {@code outbox} receive every line from now on. It must not follow anything yet. */
    public synchronized void follow(Outbox outbox) {
        if (outbox.follow(this, tail, end.getPlain())) {
            tail.standing++;
            audienceOf(outbox.courier()).arrive(outbox);
        }
    }

    /** Lets {@code outbox} receive what was appended so far and nothing more. */
    public void unfollow(Outbox outbox) {
        Audience audience;
        synchronized (this) {
            if (!outbox.unfollow(this, end.getPlain())) {
                return;
            }
            audience = audienceOf(outbox.courier());
            audience.depart(outbox);
        }
        audience.signal();
        outbox.wake();
    }

    /** Wakes everybody who follows: one task an executor, never one a follower. */
    public void signal() {
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
            long now = end.getPlain();
            if (now != endWhenLastRested || tail.block == null) {
                endWhenLastRested = now;
                return;
            }
            link(new Segment(now, null));
        }
        signal();
    }

    // --- Called by readers, who stand in a segment.

    /**
     * Steps from {@code from} to the segment that holds {@code position}.
     *
     * @return null if that was dropped already; the reader still stands where he stood then
     */
    synchronized @Nullable Segment step(Segment from, long position) {
        if (position < start) {
            return null;
        }
        Segment to = from;
        while (to.next != null && position >= to.sealedAt()) {
            to = to.next;
        }
        to.standing++;
        leave(from);
        return to;
    }

    synchronized void leave(Segment segment) {
        segment.standing--;
        if (segment.standing > 0) {
            return;
        }
        if (segment.orphaned) {
            recycle(segment);
        } else {
            dropRead();
        }
    }

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
        Block block = pool.take(Math.max(nextSegmentBytes(), lineBytes));
        link(new Segment(end.getPlain(), block));
        keptBytes += tail.capacity();
        while (keptBytes > maxBytes && head != tail) {
            dropHead();
        }
    }

    /** As much as is said in {@link #VISITS_A_SEGMENT} visits, about, going by the last segment. */
    private int nextSegmentBytes() {
        if (tail.block == null) {
            segmentBytes = FIRST_SEGMENT_BYTES;
        } else if (visitsOfTail < VISITS_A_SEGMENT) {
            segmentBytes = Math.min(segmentBytes * GROWTH, maxSegmentBytes);
        } else if (visitsOfTail >= VISITS_A_SEGMENT * GROWTH) {
            segmentBytes = Math.max(segmentBytes / GROWTH, FIRST_SEGMENT_BYTES);
        }
        return segmentBytes;
    }

    private void link(Segment segment) {
        visitsOfTail = 0;
        tail.seal(end.getPlain());
        tail.next = segment;
        tail = segment;
        dropRead();
    }

    /** Drops what everybody has read. */
    private void dropRead() {
        while (head != tail && head.standing == 0) {
            dropHead();
        }
    }

    private void dropHead() {
        Segment dropped = head;
        if (dropped.next == null) {
            throw new IllegalStateException("the last segment cannot be dropped");
        }
        head = dropped.next;
        start = head.base;
        keptBytes -= dropped.capacity();
        if (dropped.standing == 0) {
            recycle(dropped);
        } else {
            dropped.orphaned = true;
        }
    }

    private void recycle(Segment segment) {
        if (segment.block != null) {
            pool.giveBack(segment.block);
        }
    }
}
