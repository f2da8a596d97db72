package dev.parley.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The smallest room there is, for one run of one test. Its memory comes from a pool that all runs share, since direct memory
 * is slow to get: whoever makes one has to {@link #close} it.
 */
public final class StressRoom {
    /** Runs a task where it is given, so that a test has no threads but its actors. */
    static final Executor HERE = Runnable::run;

    /** Never comes to it: for tests in which nobody is woken. */
    static final Executor NEVER = task -> {};

    /** So long that two of them do not fit into one segment, and five not into the room. */
    static final int LONG_LINE = 4000;

    private static final int LEAST_BYTES = 16 * 1024;
    private static final int OUTBOX_BYTES = 4096;
    private static final byte[] NO_PREFIX = {};
    private static final SegmentPool pool = new SegmentPool(64 << 20);

    public final Transcript transcript;

    /** The smallest there is. */
    public StressRoom() {
        this(LEAST_BYTES);
    }

    StressRoom(int bytes) {
        this(new Transcript(pool, bytes));
    }

    private StressRoom(Transcript transcript) {
        this.transcript = transcript;
    }

    /** The smallest one whose slow readers skip: in the place of lines they get their number. */
    static StressRoom whereSlowReadersSkip() {
        return new StressRoom(new Transcript(pool, LEAST_BYTES, (_, lines) -> (lines + "\n").getBytes(US_ASCII)));
    }

    /** An outbox that nobody wakes. */
    static Outbox outbox() {
        return new Outbox(NEVER, () -> {}, OUTBOX_BYTES);
    }

    static Outbox outbox(Executor courier, Runnable flush) {
        return new Outbox(courier, flush, OUTBOX_BYTES);
    }

    /** An outbox that nobody wakes, and that follows. */
    Outbox follower() {
        Outbox outbox = outbox();
        transcript.follow(outbox);
        return outbox;
    }

    public void say(String text) {
        say(text, null);
    }

    void say(String text, @Nullable Outbox author) {
        transcript.append(NO_PREFIX, ByteBuffer.wrap(text.getBytes(US_ASCII)), author);
    }

    /** A line behind which the room takes a new segment. */
    void sayAndRest(String text) {
        say(text);
        // The first time it has just heard something new.
        transcript.rest();
        transcript.rest();
    }

    /** A line of one letter only, which fills most of a segment. */
    void sayLong(char letter) {
        byte[] line = new byte[LONG_LINE - 1];
        Arrays.fill(line, (byte) letter);
        transcript.append(NO_PREFIX, ByteBuffer.wrap(line), null);
    }

    /** One such line of each letter. */
    void sayLong(char first, char last) {
        for (char letter = first; letter <= last; letter++) {
            sayLong(letter);
        }
    }

    /** Gives its memory back. Returns how many bytes could not be, since somebody still stands in them. */
    public int close(Outbox... outboxes) {
        for (Outbox outbox : outboxes) {
            outbox.discard();
        }
        // The first time it may still have heard something new.
        transcript.rest();
        transcript.rest();
        return (int) transcript.heldBytes();
    }
}
