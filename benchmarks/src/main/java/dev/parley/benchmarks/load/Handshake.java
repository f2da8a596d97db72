package dev.parley.benchmarks.load;

import java.nio.ByteBuffer;

/** The way of one session from its connection to its place in a room. Thread: the generator's. */
public interface Handshake {
    /** What is sent at once, before anything was received; may be empty. */
    byte[] hello();

    /**
     * Takes what it understands of {@code received}: moves the position behind that, and leaves the rest for the next call,
     * when more has arrived. It is called again at once after it has answered.
     *
     * @return what is to be sent now; empty if nothing
     * @throws IllegalStateException if the server refuses, with its words
     */
    byte[] hear(ByteBuffer received);

    /** Whether the session hears, or may say, every line from now on. What is left in the buffer belongs to the room then. */
    boolean isJoined();
}
