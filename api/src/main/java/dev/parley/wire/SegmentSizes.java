package dev.parley.wire;

/**
 * How large a transcript's next segment is to be: the more is said from one visit to the next, the larger. Guarded by the
 * transcript.
 */
final class SegmentSizes {
    static final int FIRST_BYTES = 4 * 1024;
    static final int GROWTH = 4;

    private static final int LAST_BYTES = 1024 * 1024;

    /**
     * How many visits a segment is to last for. Whoever comes to the end of one needs a second write and a new view: with this
     * many, few do. A room in which little is said between two visits keeps little.
     */
    private static final int VISITS_A_SEGMENT = 128;

    private final int maxBytes;
    private int bytes;
    private int visits;

    /** @param share no segment is larger than that, but for the smallest there is */
    SegmentSizes(int share) {
        maxBytes = Math.max(FIRST_BYTES, Math.min(LAST_BYTES, Integer.highestOneBit(share)));
    }

    /** Somebody visits the followers. */
    void visited() {
        visits++;
    }

    /** A new segment begins. */
    void begin() {
        visits = 0;
    }

    /** As much as is said in {@link #VISITS_A_SEGMENT} visits, about, going by the last segment; {@code first} if there is none. */
    int next(boolean first) {
        if (first) {
            bytes = FIRST_BYTES;
        } else if (visits < VISITS_A_SEGMENT) {
            bytes = Math.min(bytes * GROWTH, maxBytes);
        } else if (visits >= VISITS_A_SEGMENT * GROWTH) {
            bytes = Math.max(bytes / GROWTH, FIRST_BYTES);
        }
        return bytes;
    }
}
