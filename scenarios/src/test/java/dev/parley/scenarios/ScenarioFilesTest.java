package dev.parley.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.scenario.Scenario;
import dev.parley.testkit.scenario.Stage;
import dev.parley.transport.blocking.PlatformTransport;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every scenario of the regression folder: once on each real transport, and on the simulated one under many schedules. */
class ScenarioFilesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "regression");
    private static final int SCHEDULES = 100;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void simulated(Path file) throws IOException {
        Scenario scenario = read(file);
        Stage stage = Stage.simulated();
        // The seed that it was found with first.
        stage.play(scenario);
        for (int i = 0; i < SCHEDULES; i++) {
            stage.play(scenario.with(scenario.settings().withSeed(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void nio(Path file) throws IOException {
        Stage.on(new NioTransport()).play(read(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void virtual(Path file) throws IOException {
        Stage.on(new VirtualTransport()).play(read(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void platform(Path file) throws IOException {
        Stage.on(new PlatformTransport()).play(read(file));
    }

    /** What is read and written again is the same: files of shrunk conversations can be read. */
    private static Scenario read(Path file) throws IOException {
        Scenario scenario = Scenario.parse(Files.readString(file));
        assertThat(Scenario.parse(scenario.toString())).isEqualTo(scenario);
        return scenario;
    }
}
