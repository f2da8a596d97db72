package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit in docs/operations.md, by systemd's own opinion. */
class SystemdUnitTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @Test
    void systemdFindsNothingWrongWithIt(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "there is no systemd here");
        Path unit = Files.writeString(folder.resolve("parley.service"), unit());
        Process verify = new ProcessBuilder(ANALYZE.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(verify.getInputStream().readAllBytes(), UTF_8)).doesNotContain(unit.toString());
        assertThat(verify.waitFor()).isZero();
    }

    /** The program is where this test runs, not in /opt. */
    private static String unit() throws IOException {
        String unit = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals("```ini"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .collect(Collectors.joining("\n", "", "\n"));
        String program = Path.of("..", "parley").toAbsolutePath().normalize().toString();
        assertThat(unit).contains("ExecStart=/opt/parley/parley ");
        return unit.replace("ExecStart=/opt/parley/parley ", "ExecStart=" + program + " ");
    }
}
