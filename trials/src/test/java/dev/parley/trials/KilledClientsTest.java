package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs full of talking guests are killed with {@code kill -9}, again and again, under the same names. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs a forcible end that is a KILL signal")
class KilledClientsTest {
    private static final int PROGRAMS = 3;
    private static final int GUESTS = 50;
    private static final int LINES_MEANWHILE = 20;
    private static final Duration TO_LEAVE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual"})
    void killedInBulk_theyAreGone_andTheOthersLoseNothing(String transport, @TempDir Path folder) throws Exception {
        Trial trial = Trial.begin("kill-" + transport);
        int killed = 0;
        try (ServerProcess server = ServerProcess.start(
                        folder, transport, "--max-sessions-per-address", "0", "--connects-per-second", "0");
                InStep pair = new InStep(server.address())) {
            do {
                List<Process> programs = startPrograms(server);
                try {
                    pair.talk(LINES_MEANWHILE / 2);
                } finally {
                    programs.forEach(Process::destroyForcibly);
                }
                pair.talk(LINES_MEANWHILE / 2);
                Trial.await(() -> areAlone(pair), TO_LEAVE, () -> "some of the killed ones are still in the room");
                killed += PROGRAMS * GUESTS;
            } while (trial.lastsLessThan(Trial.length(3)));
            server.assertCleanWords();
            trial.says("%d guests killed in the middle of talking; %d lines in step, 0 lost; no name stayed taken"
                    .formatted(killed, pair.talk(0)));
        }
    }

    private static List<Process> startPrograms(ServerProcess server) throws IOException {
        List<Process> programs = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            List<String> command = ServerProcess.java("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m");
            command.addAll(List.of(
                    "dev.parley.trials.CallersProgram",
                    String.valueOf(server.address().getPort()),
                    "k" + i,
                    String.valueOf(GUESTS)));
            programs.add(new ProcessBuilder(command).redirectErrorStream(true).start());
        }
        for (Process program : programs) {
            byte[] first = program.getInputStream().readNBytes(CallersProgram.READY.length());
            assertThat(new String(first, UTF_8)).isEqualTo(CallersProgram.READY);
        }
        return programs;
    }

    /**
     * They go on talking meanwhile. What a guest had sent before he was killed is heard, in the time that his limits give it, as
     * it is of one who has closed his half only: that nobody is there any more shows when something is said to him.
     */
    private static boolean areAlone(InStep pair) {
        try {
            pair.talk(2);
            return pair.areAlone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
