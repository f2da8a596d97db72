package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server and guests in a network of their own that loses packets, and for a while carries nothing: no line is lost. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs network namespaces")
class LossyNetworkTest {
    private static final Duration PARTITION = Duration.ofSeconds(1);
    private static final String LOUD_GUESTS = "5";

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual"})
    void throughLossAndAPartition_noLineIsLost(String transport, @TempDir Path folder) throws Exception {
        Trial trial = Trial.begin("loss-" + transport);
        try (Namespace network = Namespace.open();
                ServerProcess server = ServerProcess.start(
                        network.entry(), folder, transport, "--max-sessions-per-address", "0")) {
            int port = server.address().getPort();
            String how = network.lose();
            Process loud = start(network, "CallersProgram", String.valueOf(port), "loud", LOUD_GUESTS);
            Process pair = start(network, "InStepProgram", String.valueOf(port), String.valueOf(Trial.length(4).toSeconds()));
            try (BufferedReader words = pair.inputReader(UTF_8)) {
                assertThat(words.readLine()).isEqualTo(CallersProgram.READY);
                network.setLink("down");
                LockSupport.parkNanos(PARTITION.toNanos());
                network.setLink("up");
                String lines = words.readLine();
                assertThat(lines).as("how many lines have arrived").matches("[1-9]\\d*");
                assertThat(network.lost()).as("packets lost").isPositive();
                trial.says("%s: %d packets lost, a partition of %d s; %s lines in step, 0 lost"
                        .formatted(how, network.lost(), PARTITION.toSeconds(), lines));
            } finally {
                end(loud);
                end(pair);
            }
        }
    }

    private static Process start(Namespace network, String program, String... args) throws IOException {
        List<String> command = new ArrayList<>(network.entry());
        command.addAll(ServerProcess.java("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.add("dev.parley.trials." + program);
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void end(Process process) {
        process.destroyForcibly();
        process.onExit().join();
    }
}
