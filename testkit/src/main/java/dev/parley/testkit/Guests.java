package dev.parley.testkit;

/** Lets more guests come into a {@link SimulatedRoom} in the course of a test. Thread: the test, and what it forks. */
public interface Guests {
    /** Somebody comes, and is in the room when this returns. The others have it to hear, if the room tells such things. */
    Guest join(String name);

    /** Somebody connects, and has said nothing yet, not even a name. */
    Peer connect();
}
