package dev.parley.scenarios;

import dev.parley.testkit.scenario.Scenario;
import dev.parley.testkit.scenario.Settings;
import dev.parley.testkit.scenario.Stage;
import dev.parley.testkit.scenario.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays scenarios. What fails is made as short as can be, and kept as a file that can be played again. */
final class Counterexample {
    private static final Path FOLDER = Path.of("target", "counterexamples");

    /** What is left when a step is taken away may need another schedule to fail. */
    private static final int SCHEDULES = 500;

    private final Stage stage;

    Counterexample(Stage stage) {
        this.stage = stage;
    }

    /** A scenario that fails, and how. */
    private record Failed(Scenario scenario, AssertionError how) {}

    void play(String property, Scenario scenario) {
        failure(scenario).ifPresent(failed -> {
            Failed shortest = shorten(failed);
            throw new AssertionError(
                    "played again from " + keep(property, shortest.scenario) + ", " + shortest.how.getMessage(), shortest.how);
        });
    }

    /** Leaves out, one after the other, whatever it fails without; and again, as long as that helps. */
    private Failed shorten(Failed first) {
        Failed shortest = first;
        for (int before = Integer.MAX_VALUE; shortest.scenario.steps().size() < before; ) {
            before = shortest.scenario.steps().size();
            for (int i = before - 1; i >= 0; i--) {
                if (i < shortest.scenario.steps().size()) {
                    shortest = failureOfAny(without(i, shortest.scenario)).orElse(shortest);
                }
            }
        }
        Settings usual = Settings.defaults().withWeather(shortest.scenario.settings().weather());
        return failureOfAny(shortest.scenario.with(usual)).orElse(shortest);
    }

    private static Scenario without(int i, Scenario scenario) {
        List<Step> fewer = new ArrayList<>(scenario.steps());
        fewer.remove(i);
        return new Scenario(scenario.settings(), fewer);
    }

    private Optional<Failed> failureOfAny(Scenario scenario) {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            Optional<Failed> failed = failure(scenario.with(scenario.settings().withSeed(seed)));
            if (failed.isPresent()) {
                return failed;
            }
        }
        return Optional.empty();
    }

    private Optional<Failed> failure(Scenario scenario) {
        try {
            stage.play(scenario);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(new Failed(scenario, e));
        }
    }

    private static Path keep(String property, Scenario failed) {
        Path file = FOLDER.resolve(property + ".scenario");
        try {
            Files.createDirectories(FOLDER);
            return Files.writeString(file, failed.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
