package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Room;

/**
 * Hears of guests who come and go, in this order for each. Thread: that of the guest's session, so it must not block; calls
 * for different guests may overlap.
 */
public interface ChatListener {
    /** For programs that do not want to know. */
    ChatListener NONE = new ChatListener() {};

    /** A guest has got his name, and a place in the room. */
    default void joined(Room room, String name) {}

    /** A guest who had joined is gone. */
    default void left(Room room, String name, CloseReason reason) {}
}
