package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.load.LoadResult;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SingleRunTest {
    private final LoadPlan plan = Scenarios.verification(true);
    private final Scenario scenario = new Scenario("many-rooms", "50 rooms of 4", plan);
    private final SingleRun runner = new SingleRun(new Cores(List.of()));

    @Test
    void guestsOfManyRooms_hearTheirOwnRoomOnly() throws IOException, InterruptedException {
        LoadResult result = runner.make(new ParleyServer("nio", "", "nio", 1, 1), scenario, plan);
        assertThat(result).extracting(LoadResult::verdict, LoadResult::why).containsExactly(Verdict.OK, null);
    }

    @Test
    void serverWithoutRooms_failsInManyOfThem() throws IOException, InterruptedException {
        Scenario oneRoom = new Scenario("broadcast", "", Scenarios.verification(false));
        LoadResult result = runner.make(new ParleyServer("nio", "", "nio", 1, 1), oneRoom, plan);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void serverThatEndsAtOnce_isAFailedRun_withItsWords() throws IOException, InterruptedException {
        LoadResult result = runner.make(new Unstartable(), scenario, plan);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.why()).startsWith("it could not be started: the server ended at once: ").contains("NoSuchServer");
    }

    private static final class Unstartable implements ServerUnderTest {
        @Override
        public Contestant contestant() {
            return new Contestant("unstartable", Contestant.Kind.YARDSTICK, "");
        }

        @Override
        public ServerCommand command(Scenario scenario, Path workDir) {
            return ServerCommand.ofJvm(List.of(), "NoSuchServer", List.of());
        }
    }
}
