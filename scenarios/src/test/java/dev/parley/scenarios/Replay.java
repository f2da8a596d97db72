package dev.parley.scenarios;

import dev.parley.api.Transport;
import dev.parley.testkit.scenario.Scenario;
import dev.parley.testkit.scenario.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Plays a scenario's file a number of times, and tells how often it failed. {@code .ci/replay} starts it. */
final class Replay {
    private Replay() {}

    /** Takes the file, how often, and the transport. Prints the first failure, and ends with 1 if there was one; with 2 if it cannot be played. */
    public static void main(String[] args) {
        try {
            play(args);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(args[0] + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private static void play(String[] args) throws IOException {
        Scenario scenario = Scenario.parse(Files.readString(Path.of(args[0])));
        int times = Integer.parseInt(args[1]);
        Stage stage = stage(args[2]);
        int failures = 0;
        for (int i = 0; i < times; i++) {
            try {
                stage.play(scenario);
            } catch (AssertionError e) {
                if (failures++ == 0) {
                    System.out.println(e.getMessage());
                }
            }
        }
        System.out.println(args[0] + " on " + args[2] + ": failed " + failures + " of " + times);
        System.exit(failures == 0 ? 0 : 1);
    }

    private static Stage stage(String name) {
        if (name.equals("simulated")) {
            return Stage.simulated();
        }
        return ServiceLoader.load(Transport.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(transport -> transport.name().equals(name))
                .findFirst()
                .map(Stage::on)
                .orElseThrow(() -> new IllegalArgumentException("there is no transport called " + name));
    }
}
