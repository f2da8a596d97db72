package dev.parley.benchmarks.load;

import dev.parley.benchmarks.result.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Waves of joins: all members of the plan come, are let in, and vanish. The first wave is a warm-up. */
final class Storm {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final LoadPlan plan;
    private final Dialect dialect;
    private final Crowd crowd;
    private final int atOnce;

    /** Their names have it in them: the server may still hold those of the wave before. */
    private int wave;

    /** @param atOnce how many may be on their way at once */
    Storm(LoadPlan plan, Dialect dialect, Crowd crowd, int atOnce) {
        this.plan = plan;
        this.dialect = dialect;
        this.crowd = crowd;
        this.atOnce = atOnce;
    }

    LoadResult run() throws IOException {
        waveNanos();
        long wanted = (long) (plan.seconds() * 1e9);
        long nanos = 0;
        long connects = 0;
        while (nanos < wanted) {
            nanos += waveNanos();
            connects += plan.members();
        }
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.CONNECTS_PER_SECOND, connects * 1e9 / nanos);
        return LoadResult.ok(figures);
    }

    private long waveNanos() throws IOException {
        List<Member> members = Halls.of(plan, dialect, wave).members;
        wave++;
        long start = System.nanoTime();
        crowd.join(members, atOnce, Ear.DEAF, DEADLINE);
        long nanos = System.nanoTime() - start;
        crowd.drop();
        return nanos;
    }
}
