package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void twoContestants_areMeasured_inProcessesOfTheirOwn(@TempDir Path folder) throws IOException {
        int exitCode = run("--scenario", "all-to-all", "--contestants", "nio,virtual", "--rounds", "1", "--seconds", "1",
                "--warm-up", "0.1", "--members", "10", "--writers", "10", "--out", folder.toString());
        assertThat(exitCode).isZero();
        Comparison comparison =
                JsonMapper.shared().readValue(folder.resolve("results.json").toFile(), Comparison.class);
        assertThat(comparison.runs()).extracting(Run::contestant).containsExactly("nio", "virtual");
        assertThat(comparison.runs()).allSatisfy(run -> {
            assertThat(run.verdict()).as(run.why()).isIn(Run.Verdict.OK, Run.Verdict.GENERATOR_WAS_THE_LIMIT);
            assertThat(run.figures())
                    .containsKeys(
                            Figure.DELIVERIES_PER_SECOND,
                            Figure.CPU_PER_DELIVERY,
                            Figure.ALLOCATION_PER_DELIVERY,
                            Figure.GENERATOR_LOAD);
        });
        assertThat(out.toString()).contains("all-to-all: 10 members, 10 writers", "nio", "virtual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual"})
    void withTls_isMeasuredLikeAllOthers_andStandsApart(String transport, @TempDir Path folder) throws IOException {
        String secured = transport + "-tls";
        int exitCode = run("--scenario", "all-to-all", "--contestants", transport + "," + secured, "--rounds", "1", "--seconds", "1",
                "--warm-up", "0.1", "--members", "10", "--writers", "10", "--out", folder.toString());
        assertThat(exitCode).isZero();
        Comparison comparison = Report.read(folder.resolve("results.json"));
        assertThat(comparison.runs()).extracting(Run::contestant).containsExactly(transport, secured);
        assertThat(comparison.runs()).allSatisfy(run -> {
            assertThat(run.verdict()).as(run.why()).isIn(Run.Verdict.OK, Run.Verdict.GENERATOR_WAS_THE_LIMIT);
            assertThat(run.figures()).containsKeys(Figure.DELIVERIES_PER_SECOND, Figure.CPU_PER_DELIVERY);
        });
        assertThat(out.toString())
                .containsSubsequence("(closed loop)", transport, "(closed loop), with TLS 1.3", secured);
        assertThat(folder.resolve("results.md")).content().contains("### With TLS 1.3", "| " + secured + " | all-to-all, ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --scenario none          | there is no scenario 'none'; --list has their names
            --contestants nio,none   | there is no contestant 'none'; --list has their names
            --rounds 0               | --rounds must be at least 1, not 0
            --seconds 0.01           | --seconds must be at least 0.1, not 0.01
            --members 1              | --members must be at least 2, not 1
            --members 20000          | broadcast would need 20000 sessions; the generator can hold 19500
            --rate x                 | Invalid value for option '--rate': 'x' is not an int
            """)
    void wrongUsage_isOneLine_andExitCode2(String args, String complaint) {
        assertThat(run(args.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("parley bench: " + complaint + " (see ./parley bench --help)" + System.lineSeparator());
    }

    @Test
    void list_hasAllNames() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString()).contains(Scenarios.names());
        Contestants.all().forEach(server ->
                assertThat(out.toString()).contains(server.contestant().name()));
    }

    @Test
    void parley_isStartedWithTheFlagsOfTheScript() throws IOException {
        assertThat(Files.readString(Path.of("..", "parley"))).contains("server) flags='" + String.join(" ", ParleyServer.FLAGS) + "'");
    }

    private int run(String... args) {
        CommandLine commandLine = BenchCommand.commandLine(args);
        return commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true)).execute(args);
    }
}
