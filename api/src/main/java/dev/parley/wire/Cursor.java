package dev.parley.wire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in a transcript, and the views through which it writes from there. While it stands in a segment, that one
 * stays as it is. Owned by the one thread that writes; {@link #position} may be read by any.
 */
final class Cursor {
    /** How many separate stretches go into one gathering write. */
    static final int MAX_RUNS = 8;

    private static final ByteBuffer[] NONE = {};

    private volatile @Nullable Transcript transcript;
    private @Nullable Segment segment;
    private volatile long position;

    /** On the memory of {@link #segment}; one for a listener, more for who talks and has to be written around. */
    private ByteBuffer[] views = NONE;

    @Nullable Transcript transcript() {
        return transcript;
    }

    long position() {
        return position;
    }

    /** The transcript's end as this reader may read it; its own position where it follows none. */
    long readableEnd() {
        Transcript transcript = this.transcript;
        return transcript == null ? position : transcript.end();
    }

    boolean hasWork() {
        return readableEnd() > position || isAtSegmentEnd();
    }

    boolean isAtSegmentEnd() {
        Segment segment = this.segment;
        return segment != null && position >= segment.sealedAt();
    }

    /** Begins to read; {@code segment} was entered already on its behalf. */
    void enter(Transcript transcript, Segment segment, long position) {
        this.position = position;
        this.segment = segment;
        this.transcript = transcript;
    }

    void moveTo(long position) {
        this.position = position;
    }

    /** Steps to the segment of its position; false if that is gone. */
    boolean step() {
        Segment from = segment;
        Transcript transcript = this.transcript;
        if (from == null || transcript == null) {
            return false;
        }
        giveBackViews(from);
        Segment to = transcript.enter(from, position);
        if (to == null) {
            return false;
        }
        segment = to;
        transcript.leave(from);
        return true;
    }

    /** For whoever follows a transcript whose slow readers skip. */
    @Nullable SkipNotice skipNotice() {
        Transcript transcript = this.transcript;
        return transcript == null ? null : transcript.skipNotice();
    }

    /** Jumps from the end of its segment to the newest one. */
    Jump jump() {
        Transcript transcript = requireNonNull(this.transcript);
        Segment from = requireNonNull(segment);
        Jump jump = transcript.enterNewest(from);
        segment = jump.to();
        position = jump.to().base;
        transcript.leave(from);
        return jump;
    }

    /** Stops reading and stands nowhere. */
    void leave() {
        Segment left = segment;
        Transcript transcript = this.transcript;
        if (left != null && transcript != null) {
            giveBackViews(left);
            transcript.leave(left);
        }
        segment = null;
        this.transcript = null;
    }

    /** How far it can read without a step. */
    long readableEndHere(long end) {
        Segment segment = this.segment;
        return segment == null ? position : Math.min(end, segment.sealedAt());
    }

    /** Makes the bytes between two offsets of this segment, if there are any, the {@code i}-th stretch of the next {@link #write}. */
    int plan(int i, long from, long to) {
        if (from >= to) {
            return 0;
        }
        Segment segment = this.segment;
        if (segment == null) {
            throw new IllegalStateException("a cursor that stands nowhere has nothing to write");
        }
        if (i == views.length) {
            ByteBuffer[] more = new ByteBuffer[i + 1];
            System.arraycopy(views, 0, more, 0, i);
            more[i] = segment.borrowView();
            views = more;
        }
        views[i].limit((int) (to - segment.base)).position((int) (from - segment.base));
        return 1;
    }

    long write(GatheringByteChannel channel, int runs) throws IOException {
        return runs == 1 ? channel.write(views[0]) : channel.write(views, 0, runs);
    }

    /** Moves behind what was written of the {@code i}-th stretch, and tells whether that was all of it. */
    boolean moveBehindWritten(int i) {
        Segment segment = this.segment;
        if (segment != null) {
            position = segment.base + views[i].position();
        }
        return !views[i].hasRemaining();
    }

    private void giveBackViews(Segment segment) {
        for (ByteBuffer view : views) {
            segment.giveBack(view);
        }
        views = NONE;
    }
}
