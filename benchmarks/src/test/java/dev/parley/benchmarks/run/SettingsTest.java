package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.LoadPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long what is measured for, and what is scaled with the number of members. */
final class SettingsTest {

    @Test
    void openLoopsAreWarmedUpLongerAndMeasuredLonger_butNotInTheShortSet() {
        assertThat(plan("latency", Settings.defaults())).extracting(LoadPlan::warmUpSeconds, LoadPlan::seconds).containsExactly(3.0, 3.0);
        assertThat(plan("broadcast", Settings.defaults())).extracting(LoadPlan::warmUpSeconds, LoadPlan::seconds).containsExactly(1.0, 1.5);
        assertThat(plan("latency", Settings.shortSet())).extracting(LoadPlan::warmUpSeconds, LoadPlan::seconds).containsExactly(0.7, 1.0);
    }

    @Test
    void thoseWhoNeverReadStayATenth() {
        Settings few = new Settings(false, 1, 1, 1, 200, 50, null, 10);

        LoadPlan plan = Scenarios.chosen(List.of(Scenarios.SLOW_READERS), few).get(1).load();

        assertThat(plan).extracting(LoadPlan::members, LoadPlan::sleepers, LoadPlan::writers, LoadPlan::linesPerSecond)
                .containsExactly(200, 20, 50, 10);
    }

    private static LoadPlan plan(String scenario, Settings settings) {
        return Scenarios.chosen(List.of(scenario), settings).getFirst().load();
    }
}
