package dev.parley.client;

import static dev.parley.wire.Greeting.PASSWORD_PROMPT;
import static dev.parley.wire.Greeting.PROMPT;
import static dev.parley.wire.Greeting.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.client.doubles.Guest;
import dev.parley.client.doubles.ScriptedServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connecting, against a server of which every byte is scripted. */
class HandshakeTest {
    /** What a server does with its only guest. */
    private interface Script {
        void play(Guest guest) throws IOException;
    }

    private final ScriptedServer server;
    private final RecordingListener listener = new RecordingListener();

    HandshakeTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void nameGoesOutAlone_andAfterThePrompt() throws Exception {
        onConnect(guest -> {
            guest.send(PROMPT);
            guest.send(guest.recv().equals("ann\n") ? WELCOME : "no");
            guest.send("* " + guest.recv());
        });
        try (ChatClient client = connect("ann")) {
            client.say("one line");
            assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Notice("one line"));
        }
    }

    @Test
    void refusedName_tellsTheServersNotice() {
        onConnect(guest -> {
            guest.send(PROMPT);
            guest.recv();
            guest.send("* That name is taken.\n" + PROMPT);
        });
        var refused = catchThrowableOfType(NameRefusedException.class, () -> connect("ann"));
        assertThat(refused.notice()).isEqualTo("That name is taken.");
        assertThat(refused).hasMessage("The server refused the name \"ann\": That name is taken.");
    }

    @Test
    void aPasswordGoesOutOnlyWhereItIsAskedFor() throws Exception {
        onConnect(guest -> {
            guest.send(PROMPT);
            guest.recv();
            guest.send(PASSWORD_PROMPT);
            guest.send(WELCOME + "* " + guest.recv());
        });
        ClientOptions options = ClientOptions.defaults().withPassword("secret");
        try (ChatClient client = ChatClient.connect(server.address(), "ann", options, listener)) {
            assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Notice("secret"));
            assertThat(options.toString()).doesNotContain("secret");
            client.say("in");
        }
    }

    @Test
    void aPasswordThatIsNotKnown_isNotMadeUp() {
        onConnect(guest -> {
            guest.send(PROMPT);
            guest.recv();
            guest.send(PASSWORD_PROMPT);
        });
        var refused = catchThrowableOfType(NameRefusedException.class, () -> connect("ann"));
        assertThat(refused).hasMessage("The server refused the name \"ann\": It needs a password.");
    }

    @Test
    void refusedName_mayHaveNoReason() {
        onConnect(guest -> {
            guest.send("* be nice\n" + PROMPT);
            guest.recv();
            guest.send(PROMPT);
        });
        var refused = catchThrowableOfType(NameRefusedException.class, () -> connect(""));
        assertThat(refused.notice()).isNull();
    }

    @Test
    void nameWithLineEnds_staysOneLine() throws Exception {
        onConnect(guest -> {
            guest.send(PROMPT);
            guest.send(WELCOME + "* " + guest.recv());
        });
        try (ChatClient _ = connect("ann\nhello")) {
            assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Notice("ann\uFFFDhello"));
        }
    }

    @Test
    void noPrompt_endsAtTheDeadline() {
        onConnect(guest -> guest.send("* please wait\n"));
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connect("ann", Duration.ofMillis(200)))
                .withMessage("Not welcomed within 200 ms");
    }

    @Test
    void noWelcome_endsAtTheDeadline() {
        onConnect(guest -> {
            guest.send(PROMPT);
            guest.recv();
            // As long as the client is there.
            guest.recv();
        });
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connect("ann", Duration.ofMillis(200)));
    }

    @Test
    void serverGoneBeforeTheWelcome_tellsItsLastWords() {
        onConnect(guest -> {
            guest.send("* The room is full.\n");
            guest.close();
        });
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> connect("ann"))
                .withMessage("The server closed the connection before the welcome: The room is full.");
    }

    @Test
    void nobodyListens() throws IOException {
        server.close();
        assertThatIOException().isThrownBy(() -> connect("ann"));
    }

    @Test
    void deadlineMustBePositive() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> connect("ann", Duration.ZERO));
    }

    private void onConnect(Script script) {
        Thread.ofVirtual().start(() -> {
            try {
                Guest guest = server.accept();
                script.play(guest);
            } catch (IOException e) {
                // The test sees what the client makes of it.
            }
        });
    }

    private ChatClient connect(String name) throws IOException {
        return connect(name, ChatClient.DEFAULT_DEADLINE);
    }

    private ChatClient connect(String name, Duration deadline) throws IOException {
        return ChatClient.connect(server.address(), name, ClientOptions.defaults().withDeadline(deadline), listener);
    }
}
