package dev.parley.benchmarks.report;

import dev.parley.benchmarks.report.Rounds.Spread;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.result.Figure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs that are put side by side: one scenario with one set of parameters.
 *
 * @param entries at least one, in the order of the contestants
 */
record Case(String scenario, String variant, List<Entry> entries) {
    /** From the figure that says most to the one that says least, where a scenario has no figure of its own. */
    private static final List<Figure> BY_WEIGHT = List.of(
            Figure.CPU_PER_DELIVERY, Figure.CONNECTS_PER_SECOND, Figure.RESIDENT_PER_SESSION, Figure.LATENCY_P99);

    /** Figures measured in this case, in their own order. */
    Set<Figure> measured() {
        var measured = EnumSet.noneOf(Figure.class);
        Arrays.stream(Figure.values())
                .filter(figure -> entries.stream().anyMatch(entry -> entry.measures(figure)))
                .forEach(measured::add);
        return measured;
    }

    boolean hasLatency() {
        return entries.stream().anyMatch(entry -> !entry.percentiles().isEmpty());
    }

    /** Whether lines were sent as fast as they were taken; with due times there is a latency. */
    boolean isClosedLoop() {
        return !hasLatency() && measured().contains(Figure.DELIVERIES_PER_SECOND);
    }

    /** What a figure is called here. */
    String title(Figure figure) {
        return figure == Figure.DELIVERIES_PER_SECOND && isClosedLoop() ? "deliveries, closed loop" : figure.title();
    }

    /** The figure by which the contestants are compared first; empty if none was measured. */
    Optional<Figure> main() {
        Figure own =
                switch (scenario) {
                    case "latency" -> Figure.LATENCY_P99;
                    case "idle-crowd" -> Figure.RESIDENT_PER_SESSION;
                    case "connect-storm" -> Figure.CONNECTS_PER_SECOND;
                    default -> Figure.CPU_PER_DELIVERY;
                };
        Set<Figure> measured = measured();
        return Stream.of(Stream.of(own), BY_WEIGHT.stream(), measured.stream())
                .flatMap(figures -> figures)
                .filter(measured::contains)
                .findFirst();
    }

    /** The figures that are drawn as bars, the main one first; latency by percentile is drawn as curves instead. */
    List<Figure> bars() {
        Set<Figure> measured = measured();
        Figure main = main().orElse(null);
        boolean memory = main == Figure.RESIDENT_PER_SESSION;
        return Stream.of(
                        main().filter(figure -> figure != Figure.LATENCY_P99 || !hasLatency()),
                        Optional.of(Figure.CPU_PER_DELIVERY),
                        Optional.of(Figure.DELIVERIES_PER_SECOND).filter(figure -> isClosedLoop()),
                        Optional.of(Figure.HEAP_PER_SESSION).filter(figure -> memory))
                .flatMap(Optional::stream)
                .filter(measured::contains)
                .distinct()
                .toList();
    }

    /** The one that ratios are told to; empty if no floor took part. */
    Optional<Entry> floor() {
        return entries.stream()
                .filter(entry -> entry.contestant().kind() == Kind.FLOOR)
                .findFirst();
    }

    List<Entry> parleys() {
        return entries.stream()
                .filter(entry -> entry.contestant().kind() == Kind.PARLEY)
                .toList();
    }

    /** Who is best by the main figure among those that one could choose; empty if nobody has a result. */
    Optional<String> leader() {
        return main().flatMap(figure -> choices(figure).stream()
                .min(byMedian(figure))
                .map(best -> leader(best, figure)));
    }

    private String leader(Entry best, Figure figure) {
        String name = best.contestant().name();
        String amount = Amount.of(median(best, figure), figure.unit());
        return choices(figure).size() == 1
                ? PairWords.alone(figure, name, amount)
                : PairWords.leader(figure, name, amount, tiedWith(best, figure));
    }

    private List<Entry> choices(Figure figure) {
        return entries.stream()
                .filter(entry -> entry.contestant().kind() == Kind.PARLEY
                        || entry.contestant().kind() == Kind.YARDSTICK)
                .filter(entry -> entry.rounds(figure).spread().isPresent())
                .toList();
    }

    private List<String> tiedWith(Entry best, Figure figure) {
        return choices(figure).stream()
                .filter(entry -> !entry.equals(best) && !canBeToldApart(best, entry, figure))
                .map(entry -> entry.contestant().name())
                .toList();
    }

    private static boolean canBeToldApart(Entry one, Entry other, Figure figure) {
        return Pair.of(one.rounds(figure), other.rounds(figure))
                .filter(pair -> pair.order() == Pair.Order.LESS || pair.order() == Pair.Order.MORE)
                .isPresent();
    }

    private static Comparator<Entry> byMedian(Figure figure) {
        Comparator<Entry> ascending = Comparator.comparingDouble(entry -> median(entry, figure));
        return figure.moreIsBetter() ? ascending.reversed() : ascending;
    }

    private static double median(Entry entry, Figure figure) {
        return entry.rounds(figure).spread().map(Spread::median).orElseThrow();
    }
}
