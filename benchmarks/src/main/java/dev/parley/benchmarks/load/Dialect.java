package dev.parley.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * How one talks to a server: joining, saying a line, and what then arrives at the others. It holds no state; the
 * {@link Handshake} of a session does. Thread: the generator's only one.
 *
 * <p>All names have the same length, and so have all texts. So what is said, and what is delivered, always has the same number
 * of bytes, with the text at the same place: the generator makes one of each and changes the text in it.
 */
public interface Dialect {
    /** What it is called in a plan. */
    String name();

    /**
     * Begins a conversation.
     *
     * @param name the member's, unique; 11 characters: {@code r0017-00002} is the third member of room 17
     * @param room such as {@code r0017}; a protocol without rooms leaves it alone
     * @param role what the session is for; always {@link Role#BOTH} unless {@link #separatesRoles()}
     */
    Handshake handshake(String name, String room, Role role);

    /** All that a member of {@code room} sends in order to say {@code text} once, with its end. */
    byte[] said(String room, String text);

    /** All that every other member of {@code room} then receives, with its end: for Parley 64 bytes. */
    byte[] delivered(String name, String room, String text);

    /**
     * How many bytes the first whole message in {@code in} has, from its position on, be it a delivery or anything else
     * that the server says; 0 if the message is not complete yet. Moves nothing.
     */
    int messageBytes(ByteBuffer in);

    /** Whether the whole message from the position to the limit of {@code message} is a delivery. Moves nothing. */
    boolean isDelivery(ByteBuffer message);

    /**
     * Whether the whole message, which is no delivery, is one that a healthy server may send in between, such as a PING.
     * Verification takes any other for a piece of a broken line. Moves nothing.
     */
    default boolean isAside(ByteBuffer message) {
        return false;
    }

    /** Whether who speaks needs another connection than who listens, as with Redis. A member who does both is two sessions then. */
    default boolean separatesRoles() {
        return false;
    }

    /** Whether lines of several writers arrive in the same order at all members. Verification insists where it is promised. */
    default boolean promisesOneOrder() {
        return true;
    }

    /** What a session is for. */
    enum Role {
        BOTH,
        SPEAKER,
        LISTENER
    }
}
