package dev.parley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.LoadPlan.Kind;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a closed loop says of itself, and of a server that does not deliver everything. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClosedLoopTest {
    private static final int DELIVERIES = 1000;

    /** Of a second, what each of the two worked. */
    @ParameterizedTest
    @CsvSource({
        "950, 500, GENERATOR_WAS_THE_LIMIT",
        "950, 950, OK",
        "500, 950, OK",
        "500, 500, OK",
        "910, 890, GENERATOR_WAS_THE_LIMIT",
        "890, 500, OK"
    })
    void busyGenerator_isTheLimit_unlessTheServerIsAsBusy(long generatorMillis, long serverMillis, Verdict verdict) {
        Reading before = new Reading(0, 0, 0, 0, 0, 0);
        Reading after = new Reading(nanos(1000), nanos(serverMillis), 0, 0, 0, nanos(generatorMillis));
        LoadResult result = Load.judged(before, after, Meters.figures(before, after, DELIVERIES, 64 * DELIVERIES));
        assertThat(result.verdict()).isEqualTo(verdict);
        if (verdict == Verdict.OK) {
            assertThat(result.why()).isNull();
        } else {
            assertThat(result.why())
                    .isEqualTo("the generator was busy for %d %% of the time, the server for %d %%"
                            .formatted(generatorMillis / 10, serverMillis / 10));
        }
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Takes as long as it waits for such a delivery. */
    @Test
    void lastDeliveryThatNeverArrives_failsTheRun() throws IOException {
        LoadPlan plan = new LoadPlan(Kind.CLOSED_LOOP, 1, 3, 2, 0, 8, 0, 0, 0.2, 0);
        try (FaultyServer server = new FaultyServer(Fault.WITHHOLD_THE_LAST, 10)) {
            assertThat(Load.run(plan, server.target()))
                    .extracting(LoadResult::verdict, LoadResult::why)
                    .containsExactly(Verdict.FAILED, "1 deliveries never arrived");
        }
    }
}
