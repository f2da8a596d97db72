package dev.parley.benchmarks.load;

/** What {@link FaultyServer} does wrong, once, to one member; or to all where it says so. */
enum Fault {
    NONE,
    LOSE_A_LINE,
    DOUBLE_A_LINE,
    /** Two lines, of two speakers, so that each one's own order stays. */
    SWAP_LINES,
    /** Without its end, and without the line end. */
    CUT_A_LINE,
    /** One byte is another. */
    CHANGE_A_LINE,
    /** To its speaker. */
    ECHO_A_LINE,
    /** From then on, one member is given a line only when there is a next one. */
    WITHHOLD_THE_LAST,
    /** Everybody waits for 50 ms. */
    STALL,
    /** Nothing is relayed any more. */
    SWALLOW_ALL
}
