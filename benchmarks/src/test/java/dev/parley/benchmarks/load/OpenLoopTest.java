package dev.parley.benchmarks.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.LoadPlan.Kind;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The instrument itself: what it must see, and what it must say of itself. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpenLoopTest {
    private static final int STALL_MICROS = 50_000;

    /** The first two settle the room, 300 are said before the timed part. */
    private static final int IN_THE_TIMED_PART = 700;

    /** In percent of the deliveries: more than one line. */
    private static final double SOME_LEFT_OUT = 0.1;

    @Test
    void stall_countsForAllLinesThatWereDueMeanwhile() throws IOException {
        LoadResult result = withAStallingServer();
        // Where the machine keeps the generator from running, it leaves out what it cannot know, and says so: the stall may be among that.
        while (!showsTheStall(result) && figure(result, Figure.LEFT_OUT) > SOME_LEFT_OUT) {
            result = withAStallingServer();
        }
        assertThat(result).matches(OpenLoopTest::showsTheStall, "shows the stall");
    }

    /** 50 of 1,000 lines were due meanwhile. Counted from when they were sent, one in a thousand would be late. */
    private static boolean showsTheStall(LoadResult result) {
        return figure(result, Figure.LATENCY_P999) > 0.9 * STALL_MICROS
                && figure(result, Figure.LATENCY_P99) > 0.5 * STALL_MICROS;
    }

    private static double figure(LoadResult result, Figure figure) {
        return requireNonNull(result.figures().get(figure));
    }

    private static LoadResult withAStallingServer() throws IOException {
        LoadPlan plan = new LoadPlan(Kind.OPEN_LOOP, 1, 3, 2, 0, 8, 1000, 0, 1, 0);
        try (FaultyServer server = new FaultyServer(Fault.STALL, IN_THE_TIMED_PART)) {
            return Load.run(plan, server.target());
        }
    }

    @Test
    void rateThatTheGeneratorCannotMake_isItsOwnFault() throws IOException {
        LoadPlan plan = new LoadPlan(Kind.OPEN_LOOP, 1, 64, 64, 0, 64, 50_000_000, 0, 0.3, 0);
        try (FaultyServer server = new FaultyServer(Fault.SWALLOW_ALL, 2)) {
            LoadResult result = Load.run(plan, server.target());
            assertThat(result.verdict()).isEqualTo(Verdict.GENERATOR_WAS_THE_LIMIT);
            assertThat(result.why()).contains("the generator was busy for");
        }
    }

    @Test
    void serverThatDeliversNothing_hasMissedTheRate() throws IOException {
        LoadPlan plan = new LoadPlan(Kind.OPEN_LOOP, 1, 3, 2, 0, 8, 10, 0, 0.3, 0);
        LoadResult result = withASwallowingServer(plan);
        // A busy machine may not let the generator run at the right moment. It is tried again, until the deadline of the test.
        while (result.verdict() == Verdict.GENERATOR_WAS_THE_LIMIT) {
            result = withASwallowingServer(plan);
        }
        assertThat(result.verdict()).isEqualTo(Verdict.MISSED_THE_RATE);
    }

    private static LoadResult withASwallowingServer(LoadPlan plan) throws IOException {
        try (FaultyServer server = new FaultyServer(Fault.SWALLOW_ALL, 2)) {
            return Load.run(plan, server.target());
        }
    }
}
