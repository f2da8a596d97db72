package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody does who runs the server program: events, configuration, signals. */
class ServerOperationsIT {
    @TempDir
    private Path folder;

    @Test
    void eventsAreWrittenToAFile() throws Exception {
        Path events = folder.resolve("events.json");
        try (Program server = start("--events", events.toString());
                Guest ann = new Guest(portOf(server))) {
            ann.join("ann", true);
            ann.types("x".repeat(4097) + "\n");
            ann.gets("* That line has more than 4096 bytes. It was not sent.\n");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
        List<String> lines = Files.readAllLines(events);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"event\":\"joined\",\"room\":\"chatroom\",\"name\":\"ann\",\"peer\":\"127.0.0.1:");
        assertThat(lines.get(1)).contains("\"event\":\"limit_hit\"", "\"limit\":\"lines of 4096 bytes\"");
        assertThat(lines.get(2)).contains("\"event\":\"left\"", "\"reason\":\"stopped\"");
    }

    @Test
    void eventsOnStandardErrorLeaveStandardOutputAsPromised() throws Exception {
        try (Program server = start("--events", "-");
                Guest ann = new Guest(portOf(server))) {
            ann.join("ann", true);
            server.awaitError("\"event\":\"joined\"");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitRestOfOutput()).isEqualTo("ann connected\nann disconnected\n");
            assertThat(server.awaitErrors().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"at\":"));
        }
    }

    @Test
    void aFullDiskIsToldOnce_andStopsNobody() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no " + full);
        try (Program server = start("--events", full.toString());
                Guest ann = new Guest(portOf(server));
                Guest bob = new Guest(ann.socket.getPort())) {
            ann.join("ann", true);
            bob.join("bob", true);
            bob.types("hi\n");
            ann.gets("* bob has joined.\n<bob> hi\n");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitErrors().lines()).singleElement().asString().contains("Events are lost");
        }
    }

    @Test
    void eventsThatCannotBeWrittenAtAllAreOneLineAndExitCode1() throws Exception {
        try (Program server = start("--events", folder.resolve("no/such/folder").toString())) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.awaitErrors()).matches("Cannot write events to .+\n");
            assertThat(server.awaitRestOfOutput()).isEmpty();
        }
    }

    @Test
    void metricsAreOnAPortOfTheirOwn() throws Exception {
        try (Program server = start("--metrics-port", "0");
                Guest ann = new Guest(portOf(server))) {
            ann.join("ann", true);
            String told = server.awaitError("Metrics are on http://127.0.0.1:");
            String metrics = told.substring(told.indexOf("http://"));
            assertThat(textAt(URI.create(metrics)).lines())
                    .contains("parley_members 1.0")
                    .anyMatch(line -> line.startsWith("parley_loop_busy_seconds_total{"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void metricsThatCannotBeServedAreOneLineAndExitCode1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program server = start("--metrics-port", String.valueOf(taken.getLocalPort()))) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.awaitErrors()).matches("Cannot serve metrics on .+\n");
            assertThat(server.awaitRestOfOutput()).isEmpty();
        }
    }

    @Test
    void theFileSaysHowItRuns() throws Exception {
        Path file = write("port: 0\nbind: 127.0.0.1\ntransport: virtual\n");
        try (Program server = Program.start("server", "--config", file.toString())) {
            assertThat(server.awaitLine()).matches("Parley is listening on 127\\.0\\.0\\.1:\\d+ \\(virtual\\)");
        }
    }

    @Test
    void aBadFileIsALineForEachProblemAndExitCode2() throws Exception {
        Path file = write("prot: 0\ntransport: pigeon\n");
        for (List<String> args : List.of(
                List.of("server", "--config", file.toString()),
                List.of("server", "--check-config", "--config", file.toString()))) {
            try (Program server = Program.start(args.toArray(String[]::new))) {
                assertThat(server.awaitExit()).isEqualTo(2);
                assertThat(server.awaitErrors().lines())
                        .hasSize(2)
                        .allMatch(line -> line.startsWith("parley: " + file + ":"));
                assertThat(server.awaitRestOfOutput()).isEmpty();
            }
        }
    }

    @Test
    void checkingTellsWhatWouldRun() throws Exception {
        Path file = write("port: 7000\n");
        try (Program server = Program.start("server", "--check-config", "--loops", "2", "--config", file.toString())) {
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitErrors()).isEmpty();
            assertThat(server.awaitRestOfOutput().lines())
                    .contains("port: 7000  # " + file + ":1", "loops: 2  # flag", "transport: nio  # default");
        }
    }

    @Test
    void hangUpReloadsTheFile_andABadOneChangesNothing() throws Exception {
        Path file = write("port: 0\n");
        Path events = folder.resolve("events.json");
        try (Program server = Program.start("server", "--config", file.toString(), "--events", events.toString());
                Guest ann = new Guest(portOf(server))) {
            ann.join("ann", true);
            write("port: 0\nlops: 1\n");
            server.signal("HUP");
            server.awaitError("Not reloaded, the old values stay: " + file + ":2:1: there is no key 'lops'");
            write("port: 0\nloops: 1\n");
            Files.move(events, folder.resolve("events.old"));
            server.signal("HUP");
            server.awaitError("Reloaded.");
            server.awaitError("loops will be 1; that takes a restart, until which it is 0");
            try (Guest bob = new Guest(ann.socket.getPort())) {
                bob.join("bob", true);
                ann.gets("* bob has joined.\n");
            }
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
        assertThat(Files.readAllLines(folder.resolve("events.old"))).hasSize(1);
        assertThat(Files.readAllLines(events)).hasSizeBetween(2, 3).first().asString().contains("\"name\":\"bob\"");
    }

    @Test
    void hangUpChangesLimits_andSendsNobodyAway() throws Exception {
        Path file = write("port: 0\n");
        try (Program server = Program.start("server", "--config", file.toString());
                Guest ann = new Guest(portOf(server))) {
            ann.join("ann", true);
            write("port: 0\nmax-sessions: 1\ntranscript-bytes: 65536\n");
            server.signal("HUP");
            server.awaitError("max-sessions is 1 now");
            server.awaitError("transcript-bytes will be 65536; that takes a restart, until which it is 4194304");
            server.awaitError("Reloaded.");
            try (Guest bob = new Guest(ann.socket.getPort())) {
                bob.gets("* The server is full: it takes 1 session.\n");
                bob.getsTheEnd();
            }
            write("port: 0\n");
            server.signal("HUP");
            server.awaitError("max-sessions is 10000 now");
            server.awaitError("Reloaded.");
            try (Guest bob = new Guest(ann.socket.getPort())) {
                bob.join("bob", true);
                ann.gets("* bob has joined.\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void oneSignalStopsGracefully(String signal) throws Exception {
        try (Program server = start();
                Guest ann = new Guest(portOf(server))) {
            ann.join("ann", true);
            server.signal(signal);
            ann.gets("* The server is stopping.\n");
            ann.getsTheEnd();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitErrors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void aSecondSignalEndsItAtOnce(String signal, int exitCode) throws Exception {
        try (Program server = start("--no-limits", "--grace", "3600");
                Guest deaf = Guest.withSmallBuffer(portOf(server));
                Guest ann = new Guest(deaf.socket.getPort())) {
            fillTheWayTo(deaf, ann);
            server.signal("TERM");
            ann.gets("* The server is stopping.\n");
            server.signal(signal);
            assertThat(server.awaitExit()).isEqualTo(exitCode);
        }
    }

    @Test
    void whoTakesNothingIsCutOffAfterTheGrace_andThatIsSaid() throws Exception {
        try (Program server = start("--no-limits", "--grace", "0");
                Guest deaf = Guest.withSmallBuffer(portOf(server));
                Guest ann = new Guest(deaf.socket.getPort())) {
            fillTheWayTo(deaf, ann);
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitErrors()).contains("1 of the guests had not taken all within 0 s, and were cut off.");
        }
    }

    /** Both join, and ann says more than the kernel's buffers hold, but less than what makes somebody fall behind. */
    private static void fillTheWayTo(Guest deaf, Guest ann) throws IOException {
        deaf.join("deaf", true);
        ann.join("ann", true);
        String line = "x".repeat(4000) + "\n";
        for (int i = 0; i < 400; i++) {
            ann.types(line);
        }
        ann.types("/who\n");
        ann.gets("* 2 here: deaf, ann\n");
    }

    private static Program start(String... more) throws IOException {
        return Program.start(Stream.concat(Stream.of("server", "--port", "0"), Stream.of(more)).toArray(String[]::new));
    }

    private static String textAt(URI address) throws IOException {
        try (InputStream text = address.toURL().openStream()) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("parley.yaml"), text);
    }

    private static int portOf(Program server) throws Exception {
        String[] words = server.awaitLine().split(" ", 6);
        return HostAndPort.fromString(words[4]).getPort();
    }
}
