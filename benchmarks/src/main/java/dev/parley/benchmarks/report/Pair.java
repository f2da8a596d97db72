package dev.parley.benchmarks.report;

import dev.parley.benchmarks.report.Rounds.Spread;
import java.util.Optional;

/**
 * Two contestants by one figure, compared round by round.
 *
 * @param ratio the first one's divided by the second one's, over the rounds that are results of both
 * @param order what may be said
 */
record Pair(Spread ratio, Order order) {
    /** What the rounds allow to be said of the first contestant's figure beside the second one's. */
    enum Order {
        LESS,
        MORE,
        /** The ranges overlap: neither is named the winner. */
        OVERLAP,
        /** Fewer than two common rounds: there is no range to judge by. */
        ONE_ROUND
    }

    /** Empty if no round is a result of both. */
    static Optional<Pair> of(Rounds first, Rounds second) {
        return first.dividedBy(second)
                .spread()
                .map(ratio -> new Pair(
                        ratio, order(ratio, first.spread().orElseThrow(), second.spread().orElseThrow())));
    }

    private static Order order(Spread ratio, Spread first, Spread second) {
        if (ratio.rounds() < 2) {
            return Order.ONE_ROUND;
        }
        if (first.overlaps(second)) {
            return Order.OVERLAP;
        }
        return first.median() < second.median() ? Order.LESS : Order.MORE;
    }
}
