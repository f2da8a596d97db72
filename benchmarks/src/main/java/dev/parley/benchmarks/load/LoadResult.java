package dev.parley.benchmarks.load;

import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import dev.parley.benchmarks.result.Run.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the generator has measured, and what it makes of it: that part of a {@link Run} that it knows.
 *
 * @param why in words, where the verdict is not {@link Verdict#OK}
 * @param latency microseconds by percentile; only from an open loop
 */
public record LoadResult(
        Verdict verdict, @Nullable String why, Map<Figure, Double> figures, @Nullable Map<Double, Double> latency) {

    static LoadResult ok(Map<Figure, Double> figures) {
        return new LoadResult(Verdict.OK, null, figures, null);
    }

    /** For a server that did not do its job. */
    public static LoadResult failed(String why) {
        return new LoadResult(Verdict.FAILED, why, Map.of(), null);
    }

    LoadResult withVerdict(Verdict verdict, String why) {
        return new LoadResult(verdict, why, figures, latency);
    }
}
