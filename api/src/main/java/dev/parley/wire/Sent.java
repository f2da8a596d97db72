package dev.parley.wire;

/** What became of something that was to be sent or said. */
public enum Sent {
    /** It will arrive, unless the connection ends before. */
    ACCEPTED,
    /** Too much is waiting already; nothing was queued. */
    FULL,
    /** The session or the membership is over; nothing was queued. */
    CLOSED
}
