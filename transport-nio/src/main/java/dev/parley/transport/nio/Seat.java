package dev.parley.transport.nio;

/** The place that a guest takes on a loop, from the moment he is accepted until his socket is closed. Thread: that loop's. */
interface Seat extends EventLoop.Ready {
    /** What the guest still has to be sent. */
    long waitingBytes();

    /** Hands over what has arrived already, then reads no more. Only the first call does. */
    void stopReading();

    /** The endpoint's stop begins, ... */
    void stop();

    /** ... and its grace is over. */
    void cutOff();
}
