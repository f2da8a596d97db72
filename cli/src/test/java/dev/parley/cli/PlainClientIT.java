package dev.parley.cli;

import static dev.parley.wire.Greeting.PROMPT;
import static dev.parley.wire.Greeting.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.doubles.Guest;
import dev.parley.client.doubles.OriginalServer;
import dev.parley.client.doubles.ScriptedServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client with piped input and output, as a process. */
class PlainClientIT {
    private final ScriptedServer server;

    PlainClientIT() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void inputAtOnce_waitsForPromptAndWelcome() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\nhello\nworld\n");
            Guest guest = server.accept();
            guest.send("* be nice\n");
            assertThat(client.awaitOutput("* be nice\n")).isEqualTo("* be nice\n");
            assertThat(guest.hasSent()).isFalse();
            guest.send(PROMPT);
            assertThat(guest.recv()).isEqualTo("ann\n");
            guest.send("* one moment\n");
            assertThat(client.awaitOutput(PROMPT + "* one moment\n")).isEqualTo(PROMPT + "* one moment\n");
            assertThat(guest.hasSent()).isFalse();
            guest.send(WELCOME + "\n");
            assertThat(guest.recvLine()).isEqualTo("hello\n");
            assertThat(guest.recvLine()).isEqualTo("world\n");
        }
    }

    @Test
    void refusedName_endsIt_andNoLineIsTriedAsAName() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("a b\nsecret\n");
            Guest guest = server.accept();
            guest.send(PROMPT);
            assertThat(guest.recv()).isEqualTo("a b\n");
            guest.send("* No spaces, please.\n" + PROMPT);
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(guest.recvAll()).isEmpty();
            assertThat(client.awaitErrors()).isEqualTo("The server did not take the name.\n");
            assertThat(client.awaitRestOfOutput()).isEqualTo(PROMPT + "* No spaces, please.\n" + PROMPT);
        }
    }

    @Test
    void whatArrives_isPrintedAtOnce_inUtf8_withoutControlBytes() throws Exception {
        try (Program client = Program.client(server.address())) {
            Guest guest = server.accept();
            guest.send(PROMPT);
            assertThat(client.awaitOutput(PROMPT)).isEqualTo(PROMPT);
            client.type("zo\u00eb\n");
            assertThat(guest.recv()).isEqualTo("zo\u00eb\n");
            guest.send(WELCOME + "<bob> \u001b[2J\u0007gr\u00fc\u00dfe \uD83D\uDE00\u009b\n");
            String expected = WELCOME + "\n<bob> \uFFFD[2J\uFFFDgr\u00fc\u00dfe \uD83D\uDE00\uFFFD\n";
            assertThat(client.awaitOutput(expected)).isEqualTo(expected);
            client.type("\u00fcber \uD83D\uDE00\n");
            assertThat(guest.recv()).isEqualTo("\u00fcber \uD83D\uDE00\n");
        }
    }

    @Test
    void afterTheEndOfInput_whatStillArrivesIsPrinted() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\n/who\n");
            client.endInput();
            Guest guest = acceptNamed();
            assertThat(guest.recv()).isEqualTo("/who\n");
            guest.send("* ann is here\n");
            assertThat(client.awaitExit()).isZero();
            assertThat(client.awaitRestOfOutput()).endsWith("* ann is here\n");
            assertThat(client.awaitErrors()).isEmpty();
            assertThat(guest.recvAll()).isEmpty();
        }
    }

    @Test
    void afterTheEndOfInput_aTalkativeRoomDoesNotKeepIt() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\n");
            client.endInput();
            Guest guest = acceptNamed();
            Thread talking = Thread.ofVirtual().start(() -> talkUntilItFails(guest));
            assertThat(client.awaitOutput("x".repeat(100_000))).startsWith(PROMPT);
            assertThat(client.awaitRestOfOutput()).endsWith("talk\n");
            assertThat(client.awaitExit()).isZero();
            talking.join();
        }
    }

    @Test
    void serverGone_isOneLine() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\n");
            acceptNamed().close();
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.awaitErrors().lines()).containsExactly("The server closed the connection.");
        }
    }

    @Test
    void serverGoneInMidLine_printsThePiece() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\n");
            Guest guest = acceptNamed();
            guest.send("<bob> h");
            guest.close();
            assertThat(client.awaitRestOfOutput()).endsWith("<bob> h\n");
            assertThat(client.awaitExit()).isEqualTo(1);
        }
    }

    @Test
    void reset_isOneLine() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\n");
            acceptNamed().reset();
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.awaitErrors().lines()).singleElement().asString()
                    .startsWith("The connection to the server was lost: ");
        }
    }

    @Test
    void closedAfterQuit_isANormalEnd() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\n/quit\n");
            Guest guest = acceptNamed();
            assertThat(guest.recv()).isEqualTo("/quit\n");
            guest.send("* Bye.\n");
            guest.close();
            assertThat(client.awaitExit()).isZero();
            assertThat(client.awaitRestOfOutput()).endsWith("* Bye.\n");
            assertThat(client.awaitErrors()).isEmpty();
        }
    }

    @Test
    void nobodyReadsItsOutput_endsQuietly() throws Exception {
        try (Program client = Program.client(server.address())) {
            client.type("ann\n");
            Guest guest = acceptNamed();
            client.closeOutput();
            talkUntilItFails(guest);
            assertThat(client.awaitExit()).isZero();
            assertThat(client.awaitErrors()).isEmpty();
        }
    }

    @Test
    void originalServer_keepsNameAndLineApart() throws Exception {
        try (OriginalServer original = new OriginalServer();
                Program ann = Program.client(original.address())) {
            ann.type("ann\n");
            assertThat(ann.awaitOutput(PROMPT + WELCOME)).isEqualTo(PROMPT + WELCOME);
            // Only now: a guest without a name would have kept her out.
            try (Program bob = Program.client(original.address())) {
                bob.type("bob\nhello\n");
                String expected = "\n<bob> hello\n";
                assertThat(ann.awaitOutput(expected)).isEqualTo(expected);
            }
        }
    }

    /** Lets a guest in, whatever his name. */
    private Guest acceptNamed() throws IOException {
        Guest guest = server.accept();
        guest.send(PROMPT);
        guest.recvLine();
        guest.send(WELCOME + "\n");
        return guest;
    }

    private static void talkUntilItFails(Guest guest) {
        try {
            while (true) {
                guest.send("<bob> talk\n");
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }
}
