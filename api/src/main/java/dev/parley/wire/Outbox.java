package dev.parley.wire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one session still has to receive: a cursor into its room's transcript, and the cuts ahead of it, where private lines
 * are put in and the guest's own lines are left out.
 *
 * <pre>
 *   transcript   ...|ann: hi|bob: hello|eve: hey|ann: bye|
 *   bob's cursor    ^       |          |        ^
 *   bob's cuts               leave out          put in "* You are ann's only fan."
 *   bob's stream     ann: hi            eve: hey * You are ann's only fan. ann: bye
 * </pre>
 *
 * <p>A cut takes its place at the transcript's end at the moment it is made, and is always at a line's end. So whatever one
 * thread says to a room and sends to a session arrives in that order, and lines never mix.
 *
 * <p>Thread: any may send; one at a time writes, and it alone moves the cursor. {@code flush}, given on construction, is
 * called on {@code courier} when there may be something to write. Memory: at most {@code maxBytes} of private lines and
 * cuts, {@value #CUT_BYTES} bytes counted for each cut, and one {@link SkipNotice}. Who goes over that by talking without reading has
 * fallen behind.
 */
public final class Outbox {

    /** How far a call of {@link #writeTo} came. */
    public enum Progress {
        /** Nothing is waiting. */
        DRAINED,
        /** The channel took all it was offered, and more is waiting. */
        MORE,
        /** The channel took less than it was offered. */
        BLOCKED,
        /** Everything before {@link #finish} has been written, and nothing will follow. */
        FINISHED,
        /** What comes next was dropped from the transcript already. */
        FELL_BEHIND
    }

    static final int CUT_BYTES = 48;

    private final Runnable flush;
    private final Bell bell;
    private final Cursor cursor = new Cursor();

    // Guarded by this, which is also the lock of the cuts.
    private final CutQueue cuts;
    private boolean finished;

    /** The transcript that the stream follows behind all cuts; written under the lock. */
    private volatile @Nullable Transcript following;

    /** Where it began to; written under the lock. */
    private volatile long followedFrom;

    /** How many cuts lie ahead; written under the lock, so that a guest who only listens never takes it. */
    private volatile int cutCount;

    /** Its owner talked for longer than it may hold cuts for; set under the lock. */
    private volatile boolean overflowed;

    /** Where it sits in the audience that admitted it last; to be checked, since it may not have been released from the one before. */
    int seat;

    public Outbox(Executor courier, Runnable flush, int maxBytes) {
        this.flush = flush;
        bell = new Bell(courier, flush);
        cuts = new CutQueue(maxBytes);
    }

    // --- Sending. Thread: any.

    /** Queues bytes that end a line, or form a prompt. The array belongs to the outbox from now on. */
    public Sent send(byte[] text) {
        Sent sent = put(text);
        wake();
        return sent;
    }

    /** Like {@link #send}, but wakes nobody yet: {@link #wake} has to follow. May be called under a transcript's lock. */
    public synchronized Sent put(byte[] text) {
        if (finished) {
            return Sent.CLOSED;
        }
        if (!cuts.hasRoomFor(text.length)) {
            return Sent.FULL;
        }
        cuts.putIn(here(), text);
        recount();
        return Sent.ACCEPTED;
    }

    /** Ends the stream behind what was said and sent so far. What is sent later is refused. */
    public void finish() {
        Transcript transcript = following;
        if (transcript == null) {
            finishBehind(0);
        } else {
            transcript.finish(this);
        }
        wake();
    }

    /** @param lines how many of the room come before the end, if it follows one; its lock is held then */
    synchronized void finishBehind(long lines) {
        if (!finished) {
            add(Cut.Kind.FINISH, here()).lines = lines;
            finished = true;
        }
    }

    /** Has {@code flush} called soon on the courier. Many calls before that are one. */
    public void wake() {
        bell.ring();
    }

    /**
     * Whether its cursor, or a bound on what it may hold, was overtaken: it can never catch up, and its session has to end.
     * Thread: any, also while another one is stuck in a write.
     */
    public boolean hasFallenBehind() {
        Transcript transcript = following;
        if (overflowed || transcript == null) {
            return overflowed;
        }
        // Before the position: who reads on meanwhile may be behind that by then, but never is behind what was the start before.
        long floor = transcript.floor();
        if (position(transcript) >= floor) {
            return false;
        }
        synchronized (this) {
            return cuts.placeBehindDue(position(transcript)) < floor;
        }
    }

    /**
     * How many lines of the others are waiting in the room it follows, those not counted that were dropped already: about, while
     * others go on talking. It looks through part of them, so it is nothing to ask for with each line. Thread: any.
     */
    public long waitingLines() {
        Transcript transcript = following;
        if (transcript == null) {
            return 0;
        }
        long from = Math.max(position(transcript), transcript.start());
        long lines = transcript.linesFrom(from);
        synchronized (this) {
            return Math.max(0, lines - cuts.ownLinesFrom(from));
        }
    }

    /** How many bytes are waiting, those included that were dropped already: about, while others go on talking. Thread: any. */
    public long waitingBytes() {
        Transcript transcript = following;
        long lines = transcript == null ? 0 : Math.max(0, transcript.end() - position(transcript));
        synchronized (this) {
            return lines + cuts.textBytes();
        }
    }

    // --- Writing. Thread: one at a time.

    /** Whether a call of {@link #writeTo} would have something to do. */
    public boolean hasWork() {
        return cutCount > 0 || cursor.hasWork();
    }

    /**
     * Writes what is waiting, as many lines in one call of the channel as lie together, until nothing is left, the channel
     * takes less than it is offered, or {@code maxBytes} are written. The next call goes on with the very next byte.
     *
     * @throws IOException from the channel; the outbox is of no use then but for {@link #discard}
     */
    public Progress writeTo(GatheringByteChannel channel, int maxBytes) throws IOException {
        long budget = maxBytes;
        while (budget > 0) {
            // The end first, then the cuts: a cut is there before the line is published that it stands at.
            long end = cursor.readableEnd();
            Cut due = dueCut();
            if (overflowed) {
                return Progress.FELL_BEHIND;
            } else if (due != null && !isCountedFirst(due)) {
                if (due.kind == Cut.Kind.FINISH) {
                    return Progress.FINISHED;
                }
                if (!put(due.text, channel)) {
                    return Progress.BLOCKED;
                }
                pass(due);
            } else if (cursor.isAtSegmentEnd()) {
                if (!cursor.step() && !jump()) {
                    return Progress.FELL_BEHIND;
                }
            } else {
                int runs = plan(Math.min(end, cursor.position() + budget));
                if (runs == 0) {
                    return Progress.DRAINED;
                }
                budget -= cursor.write(channel, runs);
                if (!moveBehindWritten(runs)) {
                    return Progress.BLOCKED;
                }
            }
        }
        return Progress.MORE;
    }

    /** Gives back everything it holds. It refuses whatever is sent later, and must not be written from any more. */
    public void discard() {
        synchronized (this) {
            finished = true;
            followedFrom = CutQueue.NOTHING_MISSING;
        }
        cursor.leave();
        while (cutCount > 0) {
            Cut first = firstCut();
            if (first.kind == Cut.Kind.FOLLOW) {
                requireNonNull(first.transcript).leave(requireNonNull(first.segment));
            }
            removeFirst();
        }
    }

    // --- Called by the transcript, under its lock.

    /** Leaves the author's own line out; {@code apart} from the ones before, so that they can be counted each for itself. */
    synchronized void leaveOut(long from, long to, boolean apart) {
        if (finished) {
            return;
        }
        if (!cuts.leaveOut(from, to, apart)) {
            overflowed = true;
        }
        recount();
    }

    /** False if it follows already, or has finished; {@code segment} need not be kept for it then. */
    synchronized boolean follow(Transcript transcript, Segment segment, long end) {
        if (finished || following != null) {
            return false;
        }
        Cut cut = add(Cut.Kind.FOLLOW, here());
        cut.transcript = transcript;
        cut.segment = segment;
        cut.resumeAt = end;
        followedFrom = end;
        following = transcript;
        return true;
    }

    /** False if it does not follow {@code transcript}. */
    synchronized boolean unfollow(Transcript transcript, long end, long lines) {
        if (following != transcript) {
            return false;
        }
        if (!finished) {
            add(Cut.Kind.UNFOLLOW, end).lines = lines;
        }
        following = null;
        return true;
    }

    Executor courier() {
        return bell.courier();
    }

    // --- Called by its audience.

    void visit() {
        if (hasWork()) {
            flush.run();
        }
    }

    private long position(Transcript transcript) {
        return cursor.transcript() == transcript ? cursor.position() : followedFrom;
    }

    // --- Cuts. Guarded by this.

    /** The place of a cut that is made now. */
    private long here() {
        Transcript transcript = following;
        return transcript == null ? Long.MIN_VALUE : transcript.end();
    }

    private Cut add(Cut.Kind kind, long at) {
        Cut cut = cuts.add(kind, at);
        recount();
        return cut;
    }

    private void recount() {
        int now = cuts.size();
        if (cutCount != now) {
            cutCount = now;
        }
    }

    // --- Writing.

    private @Nullable Cut dueCut() {
        Cut first = cutCount == 0 ? null : firstCut();
        return first != null && cursor.position() >= first.at ? first : null;
    }

    private synchronized Cut firstCut() {
        return cuts.get(0);
    }

    private static boolean put(@Nullable ByteBuffer text, GatheringByteChannel channel) throws IOException {
        if (text != null) {
            channel.write(text);
        }
        return text == null || !text.hasRemaining();
    }

    /** Does what the first cut says, but for its text, and removes it. */
    private void pass(Cut first) {
        switch (first.kind) {
            case FOLLOW ->
                    cursor.enter(requireNonNull(first.transcript), requireNonNull(first.segment), first.resumeAt);
            case UNFOLLOW -> cursor.leave();
            case LEAVE_OUT, PUT_IN, FINISH -> {}
        }
        removeFirst();
    }

    private synchronized void removeFirst() {
        Cut first = cuts.get(0);
        if (first.kind == Cut.Kind.LEAVE_OUT) {
            // Read only now: while its author talks on, it still grows. Who has jumped may be behind it already.
            cursor.moveTo(Math.max(cursor.position(), first.resumeAt));
        }
        cuts.removeFirst();
        recount();
        if (first.kind == Cut.Kind.FOLLOW) {
            // Most guests listen more than they talk: they need no slots from here on.
            cuts.shrinkIfEmpty();
        }
    }

    /** At a segment's end, who skips first looks whether the next is there: its lines, his own ones too, may have to be counted. */
    private boolean isCountedFirst(Cut due) {
        return due.kind == Cut.Kind.LEAVE_OUT && cursor.isAtSegmentEnd() && cursor.skipNotice() != null;
    }

    /** Jumps to the newest lines, if that is the way here, and puts in what is to be told of those between. */
    private boolean jump() {
        SkipNotice notice = cursor.skipNotice();
        if (notice == null) {
            return false;
        }
        Jump jump = cursor.jump();
        long missed = missedOf(jump);
        if (missed > 0) {
            putFirst(notice.skipped(this, missed));
        }
        return true;
    }

    private synchronized long missedOf(Jump jump) {
        return jump.lines() - cuts.linesNotMissed(jump.to().base, jump.to().linesBefore);
    }

    private synchronized void putFirst(byte[] text) {
        cuts.putFirst(cursor.position(), text);
        recount();
    }

    /** Plans a gathering write up to {@code end}, around what is left out. Returns the number of stretches. */
    private int plan(long end) {
        long limit = cursor.readableEndHere(end);
        if (cutCount == 0) {
            return cursor.plan(0, cursor.position(), limit);
        }
        synchronized (this) {
            return cuts.plan(cursor, limit);
        }
    }

    /** Moves the cursor behind what was written, and tells whether that was all of it. */
    private boolean moveBehindWritten(int runs) {
        for (int run = 0; run < runs; run++) {
            if (run > 0) {
                removeFirst();
            }
            if (!cursor.moveBehindWritten(run)) {
                return false;
            }
        }
        return true;
    }
}
