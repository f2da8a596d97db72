package dev.parley.benchmarks.micro;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Nothing is allocated per delivery: held here by short runs in this very process. They are too short to say how fast
 * anything is, but bytes are counted, not timed. What a room allocates now and then, such as a segment, or once a visit, is shared by many
 * deliveries and stays far below the limit; the smallest object would be 16 bytes.
 */
@Timeout(60)
final class AllocationTest {
    private static final double LIMIT = 0.5;

    /** Others may be measuring on this machine; nobody's times are disturbed by ours for long. */
    @BeforeAll
    static void runBesideOthers() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void drainingAnOutbox_allocatesNothingPerDelivery() throws RunnerException {
        assertThat(bytesPerOperation(benchmark(Draining.class).param("lines", "1"))).allMatch(bytes -> bytes < LIMIT);
    }

    @Test
    void broadcasting_allocatesNothingPerDelivery() throws RunnerException {
        ChainedOptionsBuilder rooms = benchmark(Broadcasting.class).param("members", "10", "1000");
        assertThat(bytesPerOperation(rooms)).hasSize(4).allMatch(bytes -> bytes < LIMIT);
    }

    @Test
    void writingAroundOwnLines_allocatesNothingPerDelivery() throws RunnerException {
        assertThat(bytesPerOperation(benchmark(AllToAll.class))).allMatch(bytes -> bytes < LIMIT);
    }

    /** If the profiler saw nothing, the others would pass, too. */
    @Test
    void whatIsAllocated_isSeen() throws RunnerException {
        ChainedOptionsBuilder control = new OptionsBuilder().include(Cutting.class.getName() + ".aLineInTwoPackets");
        assertThat(bytesPerOperation(control)).hasSize(1).allMatch(bytes -> bytes > 16);
    }

    private static ChainedOptionsBuilder benchmark(Class<?> benchmark) {
        return new OptionsBuilder().include(benchmark.getName() + "\\.");
    }

    private static List<Double> bytesPerOperation(ChainedOptionsBuilder what) throws RunnerException {
        Collection<RunResult> results = new Runner(what.forks(0)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.milliseconds(250))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(100))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        List<Double> bytes = new ArrayList<>();
        for (RunResult result : results) {
            bytes.add(requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore());
        }
        assertThat(bytes).isNotEmpty();
        return bytes;
    }
}
