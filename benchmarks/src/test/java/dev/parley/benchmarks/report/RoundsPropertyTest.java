package dev.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.benchmarks.report.Pair.Order;
import dev.parley.benchmarks.report.Rounds.Spread;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of medians, ranges and ratios, whatever was measured. */
class RoundsPropertyTest {
    @Property
    void theMedian_hasAsManyRoundsBelowAsAbove_andLiesInTheRange(@ForAll("rounds") Rounds rounds) {
        Spread spread = rounds.spread().orElseThrow();
        var values = rounds.byRound().values();
        long below = values.stream().filter(value -> value < spread.median()).count();
        long above = values.stream().filter(value -> value > spread.median()).count();
        assertThat(below).isLessThanOrEqualTo(values.size() / 2);
        assertThat(above).isLessThanOrEqualTo(values.size() / 2);
        assertThat(spread.median()).isBetween(spread.low(), spread.high());
        assertThat(values).contains(spread.low(), spread.high());
        assertThat(spread.rounds()).isEqualTo(values.size());
    }

    @Property
    void aRatio_isThatOfTheSameRound_andOnlyOfCommonRounds(@ForAll("rounds") Rounds first, @ForAll("rounds") Rounds second) {
        Rounds ratios = first.dividedBy(second);
        assertThat(ratios.byRound().keySet())
                .allMatch(first.byRound()::containsKey)
                .allMatch(second.byRound()::containsKey);
        ratios.byRound().forEach((round, ratio) -> assertThat(
                        ratio * second.byRound().getOrDefault(round, Double.NaN))
                .isCloseTo(first.byRound().getOrDefault(round, Double.NaN), within(1e-6)));
    }

    @Property
    void whoeverIsNamedAsLess_isLessInEveryRound(@ForAll("rounds") Rounds first, @ForAll("rounds") Rounds second) {
        Pair.of(first, second).filter(pair -> pair.order() == Order.LESS).ifPresent(pair -> {
            assertThat(pair.ratio().high()).isLessThan(1);
            assertThat(first.spread().orElseThrow().high()).isLessThan(second.spread().orElseThrow().low());
        });
    }

    @Property
    void pairs_areSymmetric(@ForAll("rounds") Rounds first, @ForAll("rounds") Rounds second) {
        assertThat(Pair.of(second, first).map(Pair::order)).isEqualTo(Pair.of(first, second).map(pair -> switch (pair.order()) {
            case LESS -> Order.MORE;
            case MORE -> Order.LESS;
            case OVERLAP -> Order.OVERLAP;
            case ONE_ROUND -> Order.ONE_ROUND;
        }));
    }

    @Provide
    Arbitrary<Rounds> rounds() {
        return Arbitraries.maps(Arbitraries.integers().between(1, 5), Arbitraries.doubles().between(1, 50).ofScale(1))
                .ofMinSize(1)
                .map(byRound -> Rounds.of(new TreeMap<>(byRound)));
    }
}
