package dev.parley.api;

import dev.parley.wire.Sent;

/** The program's own place in a room. Thread: any, for every method; none of them blocks. */
public interface Member {
    String name();

    Room room();

    /**
     * Says one line to all others, as {@code <name> line}. Control characters in it become U+FFFD. There is no limit on its
     * length but the room's: {@link Sent#FULL} if its transcript could not hold it, or if the room waits for somebody who reads slowly.
     */
    Sent say(String line);

    /** Leaves the room. What was said before still reaches the listener. Calling it again does nothing. */
    void leave();
}
