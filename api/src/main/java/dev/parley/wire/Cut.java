package dev.parley.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A place in a session's stream where it departs from the transcript: something is left out, put in, begun or ended there.
 * Slots of a {@link CutQueue}, filled again and again.
 */
final class Cut {
    enum Kind {
        /** The guest's own lines: go on at {@code resumeAt}. */
        LEAVE_OUT,
        /** A private line: write {@code text}. */
        PUT_IN,
        /** Begin to follow {@code transcript}, standing in {@code segment}, at {@code resumeAt}. */
        FOLLOW,
        /** Stop following. */
        UNFOLLOW,
        /** Nothing comes after this. */
        FINISH
    }

    Kind kind = Kind.FINISH;

    /** The offset at which it is due; it is due there or anywhere behind. */
    long at;

    long resumeAt;

    /** {@code LEAVE_OUT}: how many it leaves out. {@code UNFOLLOW} and {@code FINISH}: how many of the room came before. */
    long lines;

    @Nullable ByteBuffer text;
    @Nullable Transcript transcript;
    @Nullable Segment segment;

    /** Whether the owner follows nothing behind it. */
    boolean isAnEnd() {
        return kind == Kind.UNFOLLOW || kind == Kind.FINISH;
    }

    void forget() {
        text = null;
        transcript = null;
        segment = null;
    }
}
