package dev.parley.benchmarks.result;

import java.util.List;
import java.util.Map;

/**
 * Everything that one call of {@code ./parley bench} has measured, as it is written to {@code results.json}. The report is
 * made from this alone: the same comparison gives the same page, byte for byte.
 *
 * @param started the moment it began, in ISO 8601, UTC
 * @param command what repeats it
 * @param commit the revision of Parley that was measured, {@code -dirty} behind it if files had been changed; "unknown" outside of git
 * @param machine what it ran on, in the order it is to be shown: processor, cores, memory, system, JVM
 * @param quick whether it was the short set, whose figures are good for a look only
 * @param contestants who took part, in the order in which they are to be shown
 * @param runs every single run, in the order in which they were made: rounds are interleaved
 */
public record Comparison(
        String started,
        String command,
        String commit,
        Map<String, String> machine,
        boolean quick,
        List<Contestant> contestants,
        List<Run> runs) {}
