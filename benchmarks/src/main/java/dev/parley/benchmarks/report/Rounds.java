package dev.parley.benchmarks.report;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.math.Quantiles;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same quantity measured in several rounds; only those that are results are in it.
 *
 * @param byRound the value by the number of its round
 */
record Rounds(ImmutableSortedMap<Integer, Double> byRound) {
    /**
     * What several rounds say together.
     *
     * @param rounds how many there were; at least 1
     */
    record Spread(double median, double low, double high, int rounds) {
        /** Whether the two ranges share a value. */
        boolean overlaps(Spread other) {
            return low <= other.high && other.low <= high;
        }
    }

    /** Nothing that is not a number, or not finite, is a measurement. */
    static Rounds of(SortedMap<Integer, Double> byRound) {
        var finite = new ImmutableSortedMap.Builder<Integer, Double>(Integer::compare);
        byRound.forEach((round, value) -> {
            if (Double.isFinite(value)) {
                finite.put(round, value);
            }
        });
        return new Rounds(finite.build());
    }

    /** Empty if no round is a result. */
    Optional<Spread> spread() {
        if (byRound.isEmpty()) {
            return Optional.empty();
        }
        var values = byRound.values();
        double low = values.stream().mapToDouble(value -> value).min().orElseThrow();
        double high = values.stream().mapToDouble(value -> value).max().orElseThrow();
        return Optional.of(new Spread(Quantiles.median().compute(values), low, high, values.size()));
    }

    /** This divided by the other, round by round, where both have one and the other is not zero. */
    Rounds dividedBy(Rounds other) {
        var ratios = new TreeMap<Integer, Double>();
        byRound.forEach((round, value) -> {
            Double divisor = other.byRound.get(round);
            if (divisor != null) {
                ratios.put(round, value / divisor);
            }
        });
        return of(ratios);
    }
}
