package dev.parley.benchmarks.result;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of one scenario against one server, in a process of its own.
 *
 * @param scenario such as {@code broadcast}
 * @param variant the scenario's parameters in words, by which runs are put side by side: {@code 100 members, 10 writers, ...}
 * @param contestant the name of a {@link Contestant}
 * @param round counted from 1
 * @param verdict whether its figures are a result
 * @param why in words, where the verdict is not {@link Verdict#OK}
 * @param figures what was measured, by the names in {@link Figure}; one that this scenario does not measure is missing
 * @param latency microseconds by percentile, such as 99.9; where the scenario measures it
 */
public record Run(
        String scenario,
        String variant,
        String contestant,
        int round,
        Verdict verdict,
        @Nullable String why,
        Map<Figure, Double> figures,
        @Nullable Map<Double, Double> latency) {

    /** Whether a run's figures may be compared. */
    public enum Verdict {
        OK,
        /** The load generator had no time left: the server could have done more. Its throughput is no result. */
        GENERATOR_WAS_THE_LIMIT,
        /** The target rate was missed: its latency is no result. */
        MISSED_THE_RATE,
        /** A line was lost, doubled, swapped, cut or echoed, or the server ended. */
        FAILED
    }
}
