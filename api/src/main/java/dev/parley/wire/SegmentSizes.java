package dev.parley.wire;

/** How large the segments of a transcript are: the more is said from one visit to the next, the larger. */
final class SegmentSizes {
    static final int FIRST_BYTES = 4 * 1024;

    private static final int LAST_BYTES = 1024 * 1024;
    private static final int GROWTH = 4;

    /**
     * How many visits a segment is to last for. Whoever comes to the end of one needs a second write and a new view: with this
     * many, few do. A room in which little is said between two visits keeps little.
     */
    private static final int VISITS_A_SEGMENT = 128;

    private SegmentSizes() {}

    /**
     * As much as is said in {@link #VISITS_A_SEGMENT} visits, about, going by the last segment.
     *
     * @param bytes how large that was to be, ...
     * @param visits ... and how many it lasted for
     * @param share no segment is larger than that, but for the smallest there is
     */
    static int next(int bytes, int visits, int share) {
        if (visits < VISITS_A_SEGMENT) {
            int most = Math.max(FIRST_BYTES, Math.min(LAST_BYTES, Integer.highestOneBit(share)));
            return Math.min(bytes * GROWTH, most);
        }
        return visits < VISITS_A_SEGMENT * GROWTH ? bytes : Math.max(bytes / GROWTH, FIRST_BYTES);
    }
}
