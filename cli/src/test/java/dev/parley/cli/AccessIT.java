package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ObjectArrays;
import com.google.common.net.HostAndPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, with the programs as they are started. */
@Timeout(120)
class AccessIT {
    /** For {@code secret}; quick, since it costs little. */
    private static final String ANN = "ann:$2b$04$SuYuQlEb9MsB2E8D4nCyaeYtbT1bZ8U2J1PzYQyVZcJXUOiVJnHZ6";

    private static final String PASSWORD_PROMPT = "Please enter your password: ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void aLineForTheFile_andAGuestWhoComesInByIt(String transport) throws Exception {
        String line = lineFor("ann");
        assertThat(line).matches("ann:\\$2b\\$12\\$.{53}");
        try (Program server = start(write(line), "--transport", transport);
                Guest ann = new Guest(portOf(server))) {
            ann.gets(Guest.PROMPT);
            ann.types("ann\nwrong\n");
            ann.gets(PASSWORD_PROMPT + "* Wrong password.\n" + Guest.PROMPT);
            ann.types("ann\nsecret\n/who\n");
            ann.gets(PASSWORD_PROMPT + Guest.WELCOME + "\n* 1 here: ann\n");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.awaitRestOfOutput()).isEqualTo("ann connected\nann disconnected\n");
            assertThat(server.awaitErrors()).isEmpty();
        }
    }

    @Test
    void theClientInAPipeSendsTheSecondLineAsThePassword() throws Exception {
        try (Program server = start(write(lineFor("ann")));
                Program ann = Program.client(new InetSocketAddress(InetAddress.getLoopbackAddress(), portOf(server)))) {
            ann.type("ann\nsecret\n/who\n/quit\n");
            ann.endInput();
            assertThat(ann.awaitExit()).isZero();
            assertThat(ann.awaitRestOfOutput())
                    .isEqualTo(Guest.PROMPT + PASSWORD_PROMPT + Guest.WELCOME + "\n* 1 here: ann\n* Good-bye.\n");
        }
    }

    @Test
    void aMistakeInTheFileIsALine_alsoWhereItIsOnlyChecked() throws Exception {
        Path users = write("# ours\nann:secret");
        for (String[] args : new String[][] {
            {"server", "--users", users.toString()}, {"server", "--check-config", "--users", users.toString()}
        }) {
            try (Program server = Program.start(args)) {
                assertThat(server.awaitExit()).isEqualTo(2);
                assertThat(server.awaitErrors())
                        .isEqualTo("parley: --users: " + users + ":2: this is no bcrypt hash, as './parley password' prints them\n");
                assertThat(server.awaitRestOfOutput()).isEmpty();
            }
        }
    }

    @Test
    void theClassicProfileHasNoPasswords() throws Exception {
        try (Program server = start(write(""), "--profile", "classic")) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.awaitErrors()).isEqualTo(
                    "parley: --users needs the profile standard: the other one has no prompt for passwords\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void aProxySaysWhereAGuestComesFrom(String transport) throws Exception {
        Path events = folder.resolve("events.json");
        try (Program server = Program.start(
                        "server", "--port", "0", "--proxy-protocol-from", "192.0.2.0/24, 127.0.0.1", "--events", events.toString(),
                        "--transport", transport);
                Guest ann = new Guest(portOf(server));
                Guest bob = new Guest(ann.socket.getPort())) {
            ann.types("PROXY TCP6 2001:db8::7 2001:db8::1 4711 12000\r\n");
            ann.join("ann", true);
            bob.types("bob\n");
            bob.gets("* The proxy between us did not say where you come from.\n");
            bob.getsTheEnd();
            server.awaitError("had a bad header: it begins like no PROXY header");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
        assertThat(Files.readString(events)).contains("\"name\":\"ann\",\"peer\":\"2001:db8:0:0:0:0:0:7:4711\"");
    }

    @Test
    void whoRunsTheServerIsAnOperator() throws Exception {
        try (Program server = Program.start("server", "--port", "0", "--console");
                Guest ann = new Guest(portOf(server))) {
            ann.join("ann", true);
            assertThat(server.awaitLine()).isEqualTo("ann connected");
            server.type("kick ann be nice\n\nba");
            assertThat(server.awaitLine()).isEqualTo("* ann (127.0.0.1) is kicked.");
            ann.gets("* You have been kicked: be nice\n");
            ann.getsTheEnd();
            assertThat(server.awaitLine()).isEqualTo("ann disconnected");
            server.type("n 127.0.0.1 1h\n" + "x".repeat(5000) + "\n");
            assertThat(server.awaitLine()).isEqualTo("* 127.0.0.1 is banned for 60 minutes.");
            assertThat(server.awaitLine()).isEqualTo("* That line has more than 4096 bytes.");
            server.endInput();
            try (Guest again = new Guest(ann.socket.getPort())) {
                again.gets("* You are banned for 60 minutes more.\n");
                again.getsTheEnd();
            }
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void bansOutliveTheServer() throws Exception {
        Path bans = folder.resolve("bans");
        try (Program server = Program.start("server", "--port", "0", "--console", "--bans", bans.toString())) {
            portOf(server);
            server.type("ban cem spam\nban 192.0.2.7 4w\nban dora\nunban dora\n");
            for (int i = 0; i < 4; i++) {
                server.awaitLine();
            }
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
        assertThat(Files.readAllLines(bans)).hasSize(2).first().isEqualTo("cem\t-\tconsole\tspam");
        try (Program server = Program.start("server", "--port", "0", "--console", "--bans", bans.toString());
                Guest cem = new Guest(portOf(server))) {
            cem.gets(Guest.PROMPT);
            cem.types("cem\n");
            cem.gets("* You are banned: spam\n");
            server.type("bans\n");
            assertThat(server.awaitLine()).isEqualTo("* 2 bans:");
        }
    }

    @Test
    void aMistakeInTheBansIsALine() throws Exception {
        Path bans = Files.writeString(folder.resolve("bans"), "cem\t-\tconsole\tspam\ndora\tsoon\tconsole\t\n");
        try (Program server = Program.start("server", "--bans", bans.toString())) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.awaitErrors()).startsWith("parley: --bans: " + bans + ":2: the second field is no time").hasLineCount(1);
        }
    }

    @Test
    void whoIsAnOperatorInTheFileMayKick() throws Exception {
        try (Program server = start(write(lineFor("ann", "--operator") + "\n*:\n"));
                Guest ann = new Guest(portOf(server));
                Guest bob = new Guest(ann.socket.getPort())) {
            ann.gets(Guest.PROMPT);
            ann.types("ann\nsecret\n");
            ann.gets(PASSWORD_PROMPT + Guest.WELCOME + "\n");
            bob.join("bob", true);
            ann.types("/kick bob\n");
            bob.gets("* You have been kicked.\n");
            bob.getsTheEnd();
        }
    }

    @Test
    void anAddressThatIsNoneIsALine() throws Exception {
        try (Program server = Program.start("server", "--proxy-protocol-from", "127.0.0.1,10.1.0.0/8")) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.awaitErrors())
                    .isEqualTo("parley: --proxy-protocol-from: 10.1.0.0 is not the first address of a network of 8 bits\n");
        }
    }

    @Test
    void hangUpReadsTheFileAgain() throws Exception {
        Path users = write(ANN + "\n");
        try (Program server = start(users);
                Guest cem = new Guest(portOf(server))) {
            cem.gets(Guest.PROMPT);
            write(ANN + "\n*\n");
            server.signal("HUP");
            server.awaitError("Not reloaded, the old values stay: --users: " + users + ":2: a line is NAME:HASH");
            write(ANN + "\n*:\n");
            server.signal("HUP");
            server.awaitError("Reloaded.");
            cem.types("cem\n");
            cem.gets(Guest.WELCOME + "\n");
        }
    }

    @Test
    void aPasswordThatCannotBeTakenIsALine() throws Exception {
        try (Program program = Program.start("password", "ann")) {
            program.endInput();
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.awaitErrors()).isEqualTo("There is no password on the input.\n");
        }
        try (Program program = Program.start("password", "ann")) {
            program.type("\n");
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.awaitErrors()).isEqualTo("Not taken: a password has 1 to 72 bytes, not 0.\n");
        }
        try (Program program = Program.start("password", "an:n")) {
            assertThat(program.awaitExit()).isEqualTo(2);
            assertThat(program.awaitErrors().lines()).singleElement().asString().contains("nobody can have that name");
        }
    }

    private static String lineFor(String... args) throws Exception {
        try (Program program = Program.start(ObjectArrays.concat("password", args))) {
            program.type("secret\n");
            assertThat(program.awaitExit()).isZero();
            assertThat(program.awaitErrors()).isEmpty();
            return program.awaitRestOfOutput().stripTrailing();
        }
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("users"), text);
    }

    private static Program start(Path users, String... more) throws Exception {
        String[] args = {"server", "--port", "0", "--users", users.toString()};
        return Program.start(ObjectArrays.concat(args, more, String.class));
    }

    private static int portOf(Program server) throws Exception {
        return HostAndPort.fromString(server.awaitLine().split(" ", 6)[4]).getPort();
    }
}
