package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.load.LoadResult;
import dev.parley.benchmarks.result.Run;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Makes all runs. Each contestant is verified first. Then, scenario by scenario, each round measures every contestant once, in an order
 * that is rotated from round to round: whatever drifts on the machine meanwhile, drifts for all of them.
 */
final class Rounds {
    private final ImmutableList<ServerUnderTest> servers;
    private final ImmutableList<Scenario> scenarios;
    private final BiPredicate<ServerUnderTest, Scenario> entries;
    private final int rounds;
    private final SingleRun runner;
    private final Progress progress;
    private final List<Run> runs = new ArrayList<>();

    /** What came out of a verification, by contestant, in one room and in many. */
    private final Map<Verified, LoadResult> verified = new HashMap<>();

    private record Verified(String contestant, boolean manyRooms) {}

    /** @param entries whether a server is measured in a scenario */
    Rounds(
            ImmutableList<ServerUnderTest> servers,
            ImmutableList<Scenario> scenarios,
            BiPredicate<ServerUnderTest, Scenario> entries,
            int rounds,
            SingleRun runner,
            Progress progress) {
        this.servers = servers;
        this.scenarios = scenarios;
        this.entries = entries;
        this.rounds = rounds;
        this.runner = runner;
        this.progress = progress;
    }

    List<Run> make() throws IOException, InterruptedException {
        progress.begin(plannedSeconds());
        for (Scenario scenario : scenarios) {
            List<ServerUnderTest> entrants = new ArrayList<>();
            for (ServerUnderTest server : servers) {
                if (mayEnter(server, scenario)) {
                    entrants.add(server);
                }
            }
            for (int round = 1; round <= rounds && !entrants.isEmpty(); round++) {
                for (ServerUnderTest server : entrants) {
                    measure(server, scenario, round);
                }
                Collections.rotate(entrants, -1);
            }
        }
        return List.copyOf(runs);
    }

    /** Whether its lines arrive as they should; who fails has that for his run. */
    private boolean mayEnter(ServerUnderTest server, Scenario scenario) throws IOException, InterruptedException {
        if (!entries.test(server, scenario)) {
            return false;
        }
        Verified key = keyOf(server, scenario);
        LoadResult result = verified.get(key);
        if (result == null) {
            LoadPlan plan = Scenarios.verification(key.manyRooms());
            progress.working("verify", key.contestant(), 0);
            result = runner.make(server, scenario, plan);
            verified.put(key, result);
            progress.done(Progress.expectedSeconds(plan), result);
        }
        if (result.verdict() == Verdict.OK) {
            return true;
        }
        progress.skipped(rounds * Progress.expectedSeconds(scenario.load()));
        add(server, scenario, 1, LoadResult.failed("verification: " + result.why()));
        return false;
    }

    private void measure(ServerUnderTest server, Scenario scenario, int round) throws IOException, InterruptedException {
        progress.working(scenario.name(), server.contestant().name(), round);
        LoadResult result = runner.make(server, scenario, scenario.load());
        add(server, scenario, round, result);
        progress.done(Progress.expectedSeconds(scenario.load()), result);
    }

    private void add(ServerUnderTest server, Scenario scenario, int round, LoadResult result) {
        runs.add(new Run(
                scenario.name(),
                scenario.variant(),
                server.contestant().name(),
                round,
                result.verdict(),
                result.why(),
                result.figures(),
                result.latency()));
    }

    private static Verified keyOf(ServerUnderTest server, Scenario scenario) {
        return new Verified(server.contestant().name(), scenario.load().rooms() > 1);
    }

    private double plannedSeconds() {
        double seconds = 0;
        Map<Verified, Double> verifications = new HashMap<>();
        for (Scenario scenario : scenarios) {
            for (ServerUnderTest server : servers) {
                if (entries.test(server, scenario)) {
                    seconds += rounds * Progress.expectedSeconds(scenario.load());
                    Verified key = keyOf(server, scenario);
                    verifications.put(key, Progress.expectedSeconds(Scenarios.verification(key.manyRooms())));
                }
            }
        }
        return seconds + verifications.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
