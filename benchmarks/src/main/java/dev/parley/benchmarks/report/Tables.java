package dev.parley.benchmarks.report;

import dev.parley.benchmarks.report.Rounds.Spread;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the report shows, as tables. */
final class Tables {
    private static final String NONE = "–";

    private Tables() {}

    /** Median and range of figures, a line for each contestant. */
    static Table figures(Case one, Collection<Figure> figures) {
        var head = Stream.concat(Stream.of("", "kind"), figures.stream().map(one::title)).toList();
        var rows = one.entries().stream()
                .map(entry -> Stream.concat(
                                names(entry), figures.stream().map(figure -> cell(entry, figure)))
                        .toList())
                .toList();
        return new Table("Median (lowest–highest) over the rounds", 2, head, rows);
    }

    /** Latency by percentile, a line for each contestant. */
    static Table latency(Case one) {
        Set<Double> percentiles = percentiles(one);
        var head = Stream.concat(Stream.of("", "kind"), percentiles.stream().map(Tables::percentile))
                .toList();
        var rows = one.entries().stream()
                .map(entry -> Stream.concat(
                                names(entry),
                                percentiles.stream().map(p -> text(entry.latency(p).spread(), "µs")))
                        .toList())
                .toList();
        return new Table("Latency by percentile: median (lowest–highest) over the rounds", 2, head, rows);
    }

    /** The main figure of each contestant divided by that of the floor and of each of Parley's transports. */
    static Table pairs(Case one, Figure main) {
        List<Entry> columns =
                Stream.concat(one.floor().stream(), one.parleys().stream()).toList();
        var head = Stream.concat(
                        Stream.of(""),
                        columns.stream().map(entry -> "÷ " + entry.contestant().name()))
                .toList();
        var rows = one.entries().stream()
                .map(row -> Stream.concat(
                                Stream.of(row.contestant().name()),
                                columns.stream().map(column -> row.equals(column) ? NONE : pair(row, column, main)))
                        .toList())
                .toList();
        return new Table(sentence(main.title()) + ", compared round by round: median ratio (lowest–highest)", 1, head, rows);
    }

    /** What TLS costs: each transport that speaks it beside itself without, and by how much more round by round. */
    static Table secured(Summary summary) {
        var head = List.of(
                "", "", "server CPU per delivery", "with TLS", "with ÷ without", "deliveries", "with TLS", "load of the generator's core, with TLS");
        var rows = summary.secured().stream().map(Tables::secured).toList();
        return new Table("What TLS 1.3 costs: median (lowest–highest) over the rounds", 2, head, rows);
    }

    private static List<String> secured(Secured one) {
        Figure cpu = Figure.CPU_PER_DELIVERY;
        return List.of(
                one.with().contestant().name(),
                one.scenario() + ", " + one.variant(),
                one.without().map(entry -> cell(entry, cpu)).orElse(NONE),
                cell(one.with(), cpu),
                one.without().map(entry -> pair(one.with(), entry, cpu)).orElse(NONE),
                one.without().map(entry -> cell(entry, Figure.DELIVERIES_PER_SECOND)).orElse(NONE),
                cell(one.with(), Figure.DELIVERIES_PER_SECOND),
                cell(one.with(), Figure.GENERATOR_LOAD));
    }

    /** Runs that are no result, or not for every figure. */
    static Table noResults(Summary summary) {
        var rows = summary.noResults().stream().map(Tables::noResult).toList();
        var head = List.of("scenario", "contestant", "round", "what happened", "no result", "why");
        return new Table("Runs that are no results", 6, head, rows);
    }

    static Table contestants(Summary summary) {
        var rows = summary.comparison().contestants().stream()
                .map(c -> List.of(c.name(), kind(c.kind()), c.description()))
                .toList();
        return new Table("Who took part", 3, List.of("", "kind", "what it is"), rows);
    }

    /** What was measured on: also when, of what, and by which command. */
    static Table circumstances(Summary summary) {
        var rows = new ArrayList<List<String>>();
        summary.comparison().machine().forEach((key, value) -> rows.add(List.of(key, value)));
        rows.add(List.of("commit", summary.comparison().commit()));
        rows.add(List.of("started", summary.comparison().started()));
        rows.add(List.of("command", summary.comparison().command()));
        return new Table("Where and when", 2, List.of("", ""), rows);
    }

    static Set<Double> percentiles(Case one) {
        return new TreeSet<>(
                one.entries().stream().flatMap(entry -> entry.percentiles().stream()).toList());
    }

    static String kind(Kind kind) {
        return switch (kind) {
            case PARLEY -> "Parley";
            case YARDSTICK -> "yardstick";
            case FLOOR -> "floor";
            case OTHER_JOB -> "other job";
            case PARLEY_TLS -> "Parley with TLS";
        };
    }

    static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Stream<String> names(Entry entry) {
        return Stream.of(entry.contestant().name(), kind(entry.contestant().kind()));
    }

    private static String cell(Entry entry, Figure figure) {
        String text = text(entry.rounds(figure).spread(), figure.unit());
        String missing = entry.measures(figure) ? entry.whatIsMissing(figure) : "";
        if (missing.isEmpty()) {
            return text;
        }
        return text.equals(NONE) ? "no result: " + missing : text + "; not all rounds: " + missing;
    }

    private static String text(Optional<Spread> spread, String unit) {
        return spread.map(found -> Amount.of(found, unit)).orElse(NONE);
    }

    private static String pair(Entry row, Entry column, Figure figure) {
        return Pair.of(row.rounds(figure), column.rounds(figure))
                .map(PairWords::of)
                .orElse(NONE);
    }

    private static String percentile(double percentile) {
        return percentile == Entry.LONGEST ? "longest" : "p" + ResultsJson.compact(percentile);
    }

    private static List<String> noResult(Run run) {
        return List.of(
                run.scenario() + ", " + run.variant(),
                run.contestant(),
                Integer.toString(run.round()),
                Validity.inWords(run.verdict()),
                Validity.whatIsNone(run.verdict()),
                run.why() == null ? NONE : run.why());
    }
}
