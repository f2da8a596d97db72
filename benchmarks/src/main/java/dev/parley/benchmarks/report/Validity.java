package dev.parley.benchmarks.report;

import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import dev.parley.benchmarks.result.Run.Verdict;

/** What a verdict leaves of a run's figures. */
final class Validity {
    private Validity() {}

    /** Whether a run with this verdict makes the figure a result. */
    static boolean isResult(Verdict verdict, Figure figure) {
        return switch (verdict) {
            case OK -> true;
            case GENERATOR_WAS_THE_LIMIT -> !isThroughput(figure) && !isLatency(figure);
            case MISSED_THE_RATE -> !isLatency(figure);
            case FAILED -> false;
        };
    }

    /** Whether a run with this verdict makes its latency by percentile a result. */
    static boolean isLatencyResult(Verdict verdict) {
        return isResult(verdict, Figure.LATENCY_MAX);
    }

    /** What is not a result in a run with this verdict, in words. */
    static String whatIsNone(Verdict verdict) {
        return switch (verdict) {
            case OK -> "nothing";
            case GENERATOR_WAS_THE_LIMIT -> "throughput, latency";
            case MISSED_THE_RATE -> "latency";
            case FAILED -> "everything";
        };
    }

    /** The verdict in words. */
    static String inWords(Verdict verdict) {
        return switch (verdict) {
            case OK -> "a result";
            case GENERATOR_WAS_THE_LIMIT -> "the generator was the limit";
            case MISSED_THE_RATE -> "missed the rate";
            case FAILED -> "failed";
        };
    }

    static boolean isNoResult(Run run) {
        return run.verdict() != Verdict.OK;
    }

    private static boolean isThroughput(Figure figure) {
        return switch (figure) {
            case DELIVERIES_PER_SECOND, CONNECTS_PER_SECOND -> true;
            default -> false;
        };
    }

    private static boolean isLatency(Figure figure) {
        return switch (figure) {
            case LATENCY_P50, LATENCY_P99, LATENCY_P999, LATENCY_MAX -> true;
            default -> false;
        };
    }
}
