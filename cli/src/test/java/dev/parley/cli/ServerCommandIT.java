package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server program from outside: what it prints, what it says on the wire, and how it ends. */
class ServerCommandIT {
    @ParameterizedTest
    @CsvSource({"nio,standard", "virtual,standard", "platform,standard", "nio,classic", "virtual,CLASSIC", "platform,classic"})
    void guestsTalk_andTermStopsIt(String transport, String profile) throws Exception {
        try (Program server = Program.start("server", "--port", "0", "--transport", transport, "--profile", profile);
                Guest ann = new Guest(portOf(server.awaitLine(), transport))) {
            boolean standard = profile.equals("standard");
            ann.join("ann", standard);
            assertThat(server.awaitLine()).isEqualTo("ann connected");
            try (Guest bob = new Guest(ann.socket.getPort())) {
                bob.join("bøb", standard);
                assertThat(server.awaitLine()).isEqualTo("bøb connected");
                bob.types("hi ann\n");
                ann.gets((standard ? "* bøb has joined.\n" : "") + "<bøb> hi ann\n");
            }
            ann.gets(standard ? "* bøb has left.\n" : "");
            assertThat(server.awaitLine()).isEqualTo("bøb disconnected");
            server.terminate();
            ann.gets(standard ? "* The server is stopping.\n" : "");
            ann.getsTheEnd();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitRestOfOutput()).isEqualTo("ann disconnected\n");
            assertThat(server.awaitErrors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void whatWasAcceptedBeforeTheStopIsDelivered(String transport) throws Exception {
        try (Program server = Program.start("server", "--port", "0", "--transport", transport, "--profile", "classic", "--no-limits");
                Guest ann = new Guest(portOf(server.awaitLine(), transport));
                Guest bob = new Guest(ann.socket.getPort())) {
            ann.join("ann", false);
            bob.join("bob", false);
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 10_000; i++) {
                ann.types("line " + i + "\n");
                expected.append("<ann> line ").append(i).append('\n');
            }
            server.terminate();
            bob.gets(expected.toString());
            bob.getsTheEnd();
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void theClientProgramTalksWithIt() throws Exception {
        try (Program server = Program.start("server", "--port", "0")) {
            int port = portOf(server.awaitLine(), "nio");
            try (Guest ann = new Guest(port);
                    Program client = Program.client(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                ann.join("ann", true);
                client.type("bob\nhello\n");
                ann.gets("* bob has joined.\n<bob> hello\n");
                ann.types("hello bob\n");
                String seen = Guest.PROMPT + Guest.WELCOME + "\n<ann> hello bob\n";
                assertThat(client.awaitOutput(seen)).isEqualTo(seen);
                client.endInput();
                assertThat(client.awaitExit()).isZero();
                ann.gets("* bob has left.\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server --port 65536",
                "server --port x",
                "server --transport carrier-pigeon",
                "server --profile baroque",
                "server --slow-readers shout",
                "server --slow-readers skip --profile classic",
                "server --loops -1",
                "server --loops 2 --transport virtual",
                "server --max-sessions -1",
                "server --max-sessions-per-address many",
                "server --connect-burst 0",
                "server --name-timeout -5",
                "server --lines-per-second -1 --no-limits",
                "server --lines-per-second 0.0001",
                "server --bytes-per-second NaN",
                "server --connects-per-second 1e300",
                "server --byte-burst -1",
                "server --max-line-bytes 1",
                "server --max-line-bytes 2000000",
                "server --max-outbox-bytes 0",
                "server --transcript-bytes 100",
                "server --unknown",
                "server extra"
            })
    void wrongUsageIsOneLineAndExitCode2(String args) throws Exception {
        try (Program server = Program.start(args.split(" "))) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.awaitErrors()).matches("parley: .+\n");
            assertThat(server.awaitRestOfOutput()).isEmpty();
        }
    }

    @Test
    void wrongLimitsAreCalledByTheirFlags() throws Exception {
        try (Program server = Program.start("server", "--max-line-bytes", "1")) {
            assertThat(server.awaitErrors()).startsWith("parley: --max-line-bytes must be at least 16, not 1");
        }
        try (Program server = Program.start("server", "--line-burst", "0")) {
            assertThat(server.awaitErrors()).startsWith("parley: --line-burst takes a number of at least 1, not 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void whoIsOneTooManyIsToldSo_andTheOthersGoOn(String transport) throws Exception {
        try (Program server =
                        Program.start("server", "--port", "0", "--transport", transport, "--max-sessions-per-address", "2");
                Guest ann = new Guest(portOf(server.awaitLine(), transport));
                Guest bob = new Guest(ann.socket.getPort())) {
            ann.join("ann", true);
            bob.join("bob", true);
            for (int i = 0; i < 20; i++) {
                try (Guest cem = new Guest(ann.socket.getPort())) {
                    cem.gets("* From your address come 2 sessions already, which is the most.\n");
                    cem.getsTheEnd();
                }
            }
            bob.types("hi\n");
            ann.gets("* bob has joined.\n<bob> hi\n");
            server.terminate();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitErrors()).containsOnlyOnce("is over a limit: 2 sessions from one address");
        }
    }

    @Test
    void aFloodIsHeldBackAndLosesNothing() throws Exception {
        try (Program server =
                        Program.start("server", "--port", "0", "--no-limits", "--lines-per-second", "1000", "--line-burst", "100");
                Guest ann = new Guest(portOf(server.awaitLine(), "nio"));
                Guest bob = new Guest(ann.socket.getPort())) {
            ann.join("ann", true);
            bob.join("bob", true);
            bob.types("line\n".repeat(2_000));
            long begin = System.nanoTime();
            ann.gets("* bob has joined.\n" + "<bob> line\n".repeat(2_000));
            // What comes beyond the burst is read at the rate; one read may bring some more.
            assertThat(System.nanoTime() - begin).isGreaterThan(1_000_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void aPortInUseIsOneLineAndExitCode1(String transport) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFails("server --bind 127.0.0.1 --transport " + transport + " --port " + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"server --port 0 --bind 203.0.113.7", "server --port 0 --bind no.such.host.invalid"})
    void anAddressThatIsNotOursIsOneLineAndExitCode1(String args) throws Exception {
        assertFails(args);
    }

    private static void assertFails(String args) throws Exception {
        try (Program server = Program.start(args.split(" "))) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.awaitErrors()).matches("Cannot listen on .+\n");
            assertThat(server.awaitRestOfOutput()).isEmpty();
        }
    }

    static int portOf(String firstLine, String transport) {
        Matcher matcher = Pattern.compile("Parley is listening on 0\\.0\\.0\\.0:(\\d+) \\((\\w+)\\)").matcher(firstLine);
        assertThat(firstLine).matches(matcher.pattern());
        assertThat(matcher.reset().matches()).isTrue();
        assertThat(matcher.group(2)).isEqualTo(transport);
        return Integer.parseInt(matcher.group(1));
    }
}
