package dev.parley.api;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * A named set of members, and one order of what they say.
 *
 * <p>Every member gets every other member's lines exactly once, between his joining and his leaving, all in the same order,
 * and never his own. Guests join through a server; a program joins here, without a socket.
 *
 * <p>Thread: any, for every method; none of them blocks.
 */
public interface Room {
    String name();

    /** The members' names now, in the order of their joining. */
    List<String> members();

    /**
     * Lets the program itself take part: a bot, a bridge, a logger.
     *
     * @param name under the same rules as a guest's
     * @param executor where {@code listener} is called; one call at a time, in order. If it refuses work, the member is out
     * @param listener gets what the others say; it may block, at the risk of falling behind like a slow guest
     */
    Joined join(String name, Executor executor, RoomListener listener);

    /** What became of an attempt to join. */
    sealed interface Joined {
        record As(Member member) implements Joined {}

        /** {@code why} is one sentence for people. */
        record Refused(String why) implements Joined {}
    }
}
