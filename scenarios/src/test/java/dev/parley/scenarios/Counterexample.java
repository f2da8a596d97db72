package dev.parley.scenarios;

import dev.parley.testkit.scenario.Scenario;
import dev.parley.testkit.scenario.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays scenarios, and keeps the shortest one that failed as a file, which can be played again. */
final class Counterexample {
    private static final Path FOLDER = Path.of("target", "counterexamples");

    /** What is left when a step is taken away may need another schedule to fail. */
    private static final int SCHEDULES_WHILE_SHRINKING = 50;

    private static final Map<String, Integer> shortestSteps = new ConcurrentHashMap<>();

    private final Stage stage;

    Counterexample(Stage stage) {
        this.stage = stage;
    }

    void play(String property, Scenario scenario) {
        int schedules = shortestSteps.containsKey(property) ? SCHEDULES_WHILE_SHRINKING : 1;
        for (int i = 0; i < schedules; i++) {
            Scenario scheduled = scenario.with(scenario.settings().withSeed(scenario.settings().seed() + i));
            try {
                stage.play(scheduled);
            } catch (AssertionError e) {
                throw new AssertionError("played again from " + keep(property, scheduled) + ", " + e.getMessage(), e);
            }
        }
    }

    private static Path keep(String property, Scenario failed) {
        Path file = FOLDER.resolve(property + ".scenario");
        int shortest = shortestSteps.merge(property, failed.steps().size(), Math::min);
        if (failed.steps().size() == shortest) {
            try {
                Files.createDirectories(FOLDER);
                Files.writeString(file, failed.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }
}
