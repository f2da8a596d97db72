package dev.parley.benchmarks.report;

import com.google.common.base.Joiner;
import dev.parley.benchmarks.result.Figure;
import java.util.List;

/** What is said of pairs. A winner is named only where every round agrees on him. */
final class PairWords {
    private PairWords() {}

    /** The ratio with its range, and whether that is a difference: {@code 3.1 × (2.9–3.4)}. */
    static String of(Pair pair) {
        String ratio = Amount.ratio(pair.ratio().median());
        String range = ratio + " (" + Amount.ratioRange(pair.ratio()) + ")";
        return switch (pair.order()) {
            case LESS, MORE -> range;
            case OVERLAP -> range + ", overlap";
            case ONE_ROUND -> ratio + ", one round";
        };
    }

    /**
     * Who is best by a figure.
     *
     * @param best who has the best median
     * @param tied those who cannot be told from him
     */
    static String leader(Figure figure, String best, String amount, List<String> tied) {
        String superlative = figure.moreIsBetter() ? "Most " : "Least ";
        return tied.isEmpty()
                ? superlative + figure.title() + ": " + best + ", " + amount + "."
                : "No winner by " + figure.title() + ": " + names(best, tied) + " cannot be told apart.";
    }

    /** Said instead where there is nobody to compare with. */
    static String alone(Figure figure, String name, String amount) {
        return "Only " + name + " has a result: " + figure.title() + " " + amount + ".";
    }

    private static String names(String best, List<String> tied) {
        int last = tied.size() - 1;
        String head = Joiner.on(", ").join(tied.subList(0, last));
        return best + (head.isEmpty() ? "" : ", " + head) + " and " + tied.get(last);
    }
}
