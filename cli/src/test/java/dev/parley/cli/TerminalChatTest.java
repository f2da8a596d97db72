package dev.parley.cli;

import static dev.parley.wire.Greeting.PROMPT;
import static dev.parley.wire.Greeting.WELCOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ChatClient;
import dev.parley.client.ChatConnection;
import dev.parley.client.doubles.Guest;
import dev.parley.client.doubles.ScriptedServer;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client on a terminal whose keys and screen are streams. */
class TerminalChatTest {
    private static final String ENTER = "\r";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String ARROW_UP = "\u001bOA";

    private final PipedOutputStream keys = new PipedOutputStream();
    private final Display display = new Display();
    private final Terminal terminal;
    private final ScriptedServer server;
    private final ChatConnection connection;
    private final Guest guest;
    private final CompletableFuture<Outcome> outcome;

    TerminalChatTest() throws IOException {
        terminal = new ExternalTerminal("test", "xterm-256color", new PipedInputStream(keys), display, UTF_8);
        terminal.setSize(Size.of(80, 24));
        server = new ScriptedServer();
        connection = ChatConnection.open(server.address(), ChatClient.DEFAULT_DEADLINE);
        guest = server.accept();
        TerminalChat chat = new TerminalChat(new Dialogue(connection), terminal);
        outcome = CompletableFuture.supplyAsync(() -> run(chat), Thread::startVirtualThread);
    }

    @AfterEach
    void closeAll() throws IOException {
        connection.close();
        server.close();
        terminal.close();
    }

    @Test
    void halfTypedLine_staysWhileLinesArrive() throws Exception {
        join();
        press("half");
        display.await("> ", "half");
        guest.send("<bob> hi\n");
        display.await("half", "<bob>", " hi", "> half");
        press(" line" + ENTER);
        assertThat(guest.recv()).isEqualTo("half line\n");
    }

    @Test
    void refusedName_isAskedForAgain() throws Exception {
        guest.send(PROMPT);
        press("a b" + ENTER);
        assertThat(guest.recv()).isEqualTo("a b\n");
        guest.send("* No spaces, please.\n" + PROMPT);
        display.await("* No spaces, please.", PROMPT);
        press("ann" + ENTER);
        assertThat(guest.recv()).isEqualTo("ann\n");
    }

    @Test
    void typedLine_isSentAsItIs() throws Exception {
        join();
        press("!! \\n \"quoted 'gr\u00fc\u00dfe \uD83D\uDE00" + ENTER);
        assertThat(guest.recv()).isEqualTo("!! \\n \"quoted 'gr\u00fc\u00dfe \uD83D\uDE00\n");
    }

    @Test
    void arrowUp_bringsLinesBack_butNotTheName() throws Exception {
        join();
        press("hello" + ENTER);
        assertThat(guest.recv()).isEqualTo("hello\n");
        press(ARROW_UP + ARROW_UP + "!" + ENTER);
        assertThat(guest.recv()).isEqualTo("hello!\n");
    }

    @Test
    void controlBytesFromTheNetwork_neverReachTheTerminal() throws Exception {
        join();
        guest.send("<b\u001b[31mob> \u001b]0;owned\u0007 \u009b2J\n");
        display.await("\uFFFD[31mob", "\uFFFD]0;owned\uFFFD \uFFFD2J");
        assertThat(display.toString(UTF_8)).doesNotContain("\u001b]0;", "\u001b[31m", "\u0007", "\u009b");
    }

    @Test
    void ctrlC_throwsTheLineAway_andEndsIfThereIsNone() throws Exception {
        join();
        press("not this");
        display.await("not this");
        press(CTRL_C + "this" + ENTER);
        assertThat(guest.recv()).isEqualTo("this\n");
        display.await("not this", "this", "> ");
        press(CTRL_C);
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.NORMAL);
    }

    @Test
    void ctrlD_ends() throws Exception {
        join();
        press(CTRL_D);
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.NORMAL);
    }

    @Test
    void serverGone_endsInTheMiddleOfALine() throws Exception {
        join();
        press("half");
        display.await("half");
        guest.close();
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.failed("The server closed the connection."));
    }

    private void join() throws Exception {
        guest.send(PROMPT);
        display.await(PROMPT);
        press("ann" + ENTER);
        assertThat(guest.recv()).isEqualTo("ann\n");
        guest.send(WELCOME + "\n");
        display.await(WELCOME, "> ");
    }

    private void press(String text) throws IOException {
        keys.write(text.getBytes(UTF_8));
        keys.flush();
    }

    private static Outcome run(TerminalChat chat) {
        try {
            return chat.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
