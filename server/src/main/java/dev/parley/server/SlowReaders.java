package dev.parley.server;

/** What becomes of a member of a room who reads so slowly that it can keep no more lines for him. */
public enum SlowReaders {
    /** He is disconnected. */
    DISCONNECT,

    /**
     * He stays, jumps to the newest lines, and is told in their place how many of the others' he misses:
     * {@code * 37 lines skipped}. Only in profiles that have notices.
     */
    SKIP,

    /**
     * The others wait for him: nothing is read from those who talk until the slowest has caught up. Nothing is lost, and one who
     * never reads silences the room, so it is for rooms whose members trust each other.
     */
    WAIT;

    void checkFits(Profile profile) {
        if (this == SKIP && !profile.hasNoticesAndUniqueNames) {
            throw new IllegalArgumentException(
                    "slowReaders cannot be SKIP with profile " + profile + ", which has no notices to tell them by");
        }
    }
}
