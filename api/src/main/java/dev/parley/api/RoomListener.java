package dev.parley.api;

/**
 * What a program hears in a room. The order of calls is {@code (said | notice)* left}. Thread: the executor given on joining,
 * one call at a time. A listener that throws is out of the room.
 */
@FunctionalInterface
public interface RoomListener {
    /** Another member said {@code text}. */
    void said(String name, String text);

    /** The server said something to the room: who joined, who left. Rooms of the {@code classic} profile have none. */
    default void notice(String text) {}

    /** The member is out: it left, it fell behind, it failed, or the server stopped. */
    default void left(CloseReason reason) {}
}
