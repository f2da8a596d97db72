package dev.parley.wire;

/**
 * What stands in a reader's stream in the place of lines that were dropped before he had read them, in a
 * {@link Transcript} that lets slow readers skip.
 */
@FunctionalInterface
public interface SkipNotice {
    /**
     * {@code reader} has just jumped to the newest lines. Thread: the one that writes to him; no lock is held. What it throws
     * ends the writing, as a failure of his channel would.
     *
     * @param lines how many lines of others he misses, exactly; at least 1
     * @return a line with its end. The array belongs to the outbox from then on
     */
    byte[] skipped(Outbox reader, long lines);
}
