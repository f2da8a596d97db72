package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Room;
import java.net.SocketAddress;

/**
 * Hears of guests who come and go, in this order for each. Thread: that of the guest's session, or the server's own where his
 * time is up, so it must not block; calls for different guests may overlap.
 */
public interface ChatListener {
    /** For programs that do not want to know. */
    ChatListener NONE = new ChatListener() {};

    /** A guest has got his name, and a place in the room. */
    default void joined(Room room, String name) {}

    /** A connection was not let in, or a guest is sent away: he was over a limit. Whoever had joined is also told to have left. */
    default void refused(SocketAddress peer, CloseReason.LimitReached limit) {}

    /** A guest who had joined is gone. */
    default void left(Room room, String name, CloseReason reason) {}
}
