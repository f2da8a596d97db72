package dev.parley.benchmarks.report;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A comparison, put in order for the report.
 *
 * @param cases of those who do not speak TLS
 * @param secured those who do, each beside itself without
 */
record Summary(Comparison comparison, List<Case> cases, List<Secured> secured) {
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
        var cases = new ArrayList<Case>();
        var secured = new ArrayList<Secured>();
        byParameters.asMap().forEach((key, runs) -> {
            List<Entry> all = entries(comparison, runs);
            List<Entry> plain = all.stream().filter(entry -> !Secured.speaksTls(entry)).toList();
            if (!plain.isEmpty()) {
                cases.add(new Case(key.scenario(), key.variant(), plain));
            }
            secured.addAll(Secured.of(key.scenario(), key.variant(), all));
        });
        return new Summary(comparison, List.copyOf(cases), List.copyOf(secured));
    }

    /** How many scenarios there are, each set of parameters counted. */
    int scenarios() {
        return (int) comparison.runs().stream()
                .map(run -> new Parameters(run.scenario(), run.variant()))
                .distinct()
                .count();
    }

    /** The highest number of a round. */
    int rounds() {
        return comparison.runs().stream().mapToInt(Run::round).max().orElse(0);
    }

    /** Runs of which at least one figure is not a result. */
    List<Run> noResults() {
        return comparison.runs().stream().filter(Validity::isNoResult).toList();
    }

    private static List<Entry> entries(Comparison comparison, Collection<Run> runs) {
        ImmutableListMultimap<String, Run> byName = Multimaps.index(runs, Run::contestant);
        return comparison.contestants().stream()
                .filter(contestant -> byName.containsKey(contestant.name()))
                .map(contestant -> new Entry(contestant, byName.get(contestant.name())))
                .toList();
    }
}
