package dev.parley.benchmarks.report;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Run;
import java.util.List;

/** A comparison, put in order for the report. */
record Summary(Comparison comparison, List<Case> cases) {
    private record Parameters(String scenario, String variant) {}

    /** @throws IllegalArgumentException if a run names a contestant that the comparison does not have */
    static Summary of(Comparison comparison) {
        var names = comparison.contestants().stream().map(Contestant::name).toList();
        for (Run run : comparison.runs()) {
            if (!names.contains(run.contestant())) {
                throw new IllegalArgumentException("a run of an unknown contestant: " + run.contestant());
            }
        }
        var byParameters =
                Multimaps.index(comparison.runs(), run -> new Parameters(run.scenario(), run.variant()));
        return new Summary(
                comparison,
                byParameters.keySet().stream()
                        .map(key -> new Case(
                                key.scenario(), key.variant(), entries(comparison, byParameters.get(key))))
                        .toList());
    }

    /** The highest number of a round. */
    int rounds() {
        return comparison.runs().stream().mapToInt(Run::round).max().orElse(0);
    }

    /** Runs of which at least one figure is not a result. */
    List<Run> noResults() {
        return comparison.runs().stream().filter(Validity::isNoResult).toList();
    }

    private static List<Entry> entries(Comparison comparison, List<Run> runs) {
        ImmutableListMultimap<String, Run> byName = Multimaps.index(runs, Run::contestant);
        return comparison.contestants().stream()
                .filter(contestant -> byName.containsKey(contestant.name()))
                .map(contestant -> new Entry(contestant, byName.get(contestant.name())))
                .toList();
    }
}
