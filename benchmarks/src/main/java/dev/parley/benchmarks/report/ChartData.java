package dev.parley.benchmarks.report;

import dev.parley.benchmarks.report.Rounds.Spread;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.result.Figure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page's script draws: all numbers are computed here, so that charts and tables cannot differ. */
record ChartData(List<Who> contestants, List<Chart> charts) {
    /** A contestant, by his place in the list, in which those who speak TLS are not: they are in no chart. */
    record Who(String name, String kind) {}

    /**
     * One chart.
     *
     * @param bars the rows if it is one of bars
     * @param curves the lines if it is one of latency by percentile
     */
    record Chart(String title, String unit, List<Bar> bars, List<Curve> curves) {}

    /**
     * A row of bars.
     *
     * @param value the figure; null if no round is a result
     * @param ratio the figure divided by the floor's; null without one
     * @param missing why rounds are missing, or empty
     */
    record Bar(int who, @Nullable Value value, @Nullable Value ratio, String missing) {}

    /** Median, lowest and highest, and how they are written. */
    record Value(double median, double low, double high, String text) {}

    /** A line of points; none if no round is a result. */
    record Curve(int who, List<Point> points, String missing) {}

    record Point(double percentile, Value value, @Nullable Value ratio) {}

    static ChartData of(Summary summary) {
        var who = summary.comparison().contestants().stream()
                .filter(c -> c.kind() != Kind.PARLEY_TLS)
                .map(c -> new Who(c.name(), Tables.kind(c.kind())))
                .toList();
        var names = who.stream().map(Who::name).toList();
        return new ChartData(
                who,
                summary.cases().stream().flatMap(one -> charts(one, names)).toList());
    }

    List<String> names() {
        return contestants.stream().map(Who::name).toList();
    }

    /** The charts of a case, in the order in which they stand on the page. */
    static Stream<Chart> charts(Case one, List<String> names) {
        var bars = one.bars().stream().map(figure -> bars(one, figure, names));
        var curves = one.hasLatency() ? Stream.of(curves(one, names)) : Stream.<Chart>empty();
        boolean curvesFirst = one.main().filter(figure -> figure == Figure.LATENCY_P99).isPresent();
        return curvesFirst ? Stream.concat(curves, bars) : Stream.concat(bars, curves);
    }

    private static Chart bars(Case one, Figure figure, List<String> names) {
        var rows = one.entries().stream()
                .filter(entry -> entry.measures(figure))
                .map(entry -> new Bar(
                        names.indexOf(entry.contestant().name()),
                        value(entry.rounds(figure), figure.unit()),
                        ratio(entry.rounds(figure), one.floor().map(floor -> floor.rounds(figure))),
                        entry.whatIsMissing(figure)))
                .toList();
        return new Chart(Tables.sentence(one.title(figure)), figure.unit(), rows, List.of());
    }

    private static Chart curves(Case one, List<String> names) {
        var curves = one.entries().stream()
                .filter(entry -> !entry.percentiles().isEmpty())
                .map(entry -> new Curve(
                        names.indexOf(entry.contestant().name()),
                        points(one, entry),
                        entry.whatIsMissing(Figure.LATENCY_MAX)))
                .toList();
        return new Chart("Latency by percentile", "µs", List.of(), curves);
    }

    private static List<Point> points(Case one, Entry entry) {
        return entry.percentiles().stream()
                .flatMap(p -> Stream.ofNullable(value(entry.latency(p), "µs"))
                        .map(value -> new Point(
                                p, value, ratio(entry.latency(p), one.floor().map(floor -> floor.latency(p))))))
                .toList();
    }

    private static @Nullable Value ratio(Rounds rounds, Optional<Rounds> floor) {
        return floor.flatMap(divisor -> rounds.dividedBy(divisor).spread())
                .map(spread -> value(spread, Amount.ratio(spread.median())))
                .orElse(null);
    }

    private static @Nullable Value value(Rounds rounds, String unit) {
        return rounds.spread()
                .map(spread -> value(spread, Amount.of(spread.median(), unit)))
                .orElse(null);
    }

    private static Value value(Spread spread, String text) {
        return new Value(spread.median(), spread.low(), spread.high(), text);
    }
}
