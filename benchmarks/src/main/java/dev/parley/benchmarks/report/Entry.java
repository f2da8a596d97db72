package dev.parley.benchmarks.report;

import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One contestant's runs of one case.
 *
 * @param runs at least one
 */
record Entry(Contestant contestant, List<Run> runs) {
    /** The percentile that stands for the longest of all. */
    static final double LONGEST = 100;

    /** The rounds in which the figure was measured and is a result. */
    Rounds rounds(Figure figure) {
        return rounds(run -> Validity.isResult(run.verdict(), figure) ? run.figures().get(figure) : null);
    }

    /** The rounds in which the latency at a percentile, in µs, was measured and is a result. */
    Rounds latency(double percentile) {
        return rounds(run -> Validity.isLatencyResult(run.verdict()) ? latency(run, percentile) : null);
    }

    /** All percentiles that some run has, also those that are no result. */
    NavigableSet<Double> percentiles() {
        var all = new TreeSet<Double>();
        for (Run run : runs) {
            if (run.latency() != null && !run.latency().isEmpty()) {
                all.addAll(run.latency().keySet());
                all.add(LONGEST);
            }
        }
        return all;
    }

    boolean measures(Figure figure) {
        return runs.stream().anyMatch(run -> run.figures().containsKey(figure));
    }

    /** Why rounds are missing from a figure; empty if none is. */
    String whatIsMissing(Figure figure) {
        return runs.stream()
                .filter(run -> !Validity.isResult(run.verdict(), figure))
                .map(run -> Validity.inWords(run.verdict()))
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static @Nullable Double latency(Run run, double percentile) {
        Double value = run.latency() == null ? null : run.latency().get(percentile);
        return value == null && percentile == LONGEST ? run.figures().get(Figure.LATENCY_MAX) : value;
    }

    private Rounds rounds(Function<Run, @Nullable Double> value) {
        var byRound = new TreeMap<Integer, Double>();
        for (Run run : runs) {
            Double measured = value.apply(run);
            if (measured != null) {
                byRound.put(run.round(), measured);
            }
        }
        return Rounds.of(byRound);
    }
}
