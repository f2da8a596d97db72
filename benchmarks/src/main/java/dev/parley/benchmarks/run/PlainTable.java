package dev.parley.benchmarks.run;

import com.google.common.math.Quantiles;
import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Medians for a terminal, those with TLS apart; the page has the ranges. */
final class PlainTable {
    private PlainTable() {}

    static String of(Comparison comparison) {
        StringBuilder table = new StringBuilder();
        Set<String> secured = comparison.contestants().stream()
                .filter(contestant -> contestant.kind() == Kind.PARLEY_TLS)
                .map(Contestant::name)
                .collect(Collectors.toSet());
        Map<String, Map<String, List<Run>>> byScenario = comparison.runs().stream()
                .collect(Collectors.groupingBy(
                        run -> run.scenario() + ": " + run.variant() + (secured.contains(run.contestant()) ? ", with TLS 1.3" : ""),
                        LinkedHashMap::new,
                        Collectors.groupingBy(Run::contestant, LinkedHashMap::new, Collectors.toList())));
        byScenario.forEach((title, byContestant) -> {
            table.append(title).append('\n');
            byContestant.forEach((name, runs) -> table.append(row(name, runs)));
        });
        return table.toString();
    }

    private static String row(String contestant, List<Run> runs) {
        return String.format(Locale.ROOT, "  %-17s %s%n", contestant, cells(runs));
    }

    private static String cells(List<Run> runs) {
        List<Run> good = runs.stream().filter(run -> run.verdict() == Run.Verdict.OK).toList();
        if (good.isEmpty()) {
            return runs.getLast().verdict() + ": " + runs.getLast().why();
        }
        Map<Figure, List<Double>> values = new TreeMap<>();
        good.forEach(run -> run.figures().forEach((figure, value) -> values.merge(
                figure, List.of(value), (some, more) -> Stream.concat(some.stream(), more.stream()).toList())));
        String medians = values.entrySet().stream()
                .map(entry -> median(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return medians + (good.size() < runs.size() ? " (" + good.size() + " of " + runs.size() + " runs)" : "");
    }

    private static String median(Figure figure, List<Double> values) {
        return String.format(
                Locale.ROOT, "%s %,.4g %s", figure.title(), Quantiles.median().compute(values), figure.unit());
    }
}
