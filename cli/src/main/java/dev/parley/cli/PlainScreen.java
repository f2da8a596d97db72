package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.client.ChatConnection;
import dev.parley.client.ServerEvent;
import dev.parley.wire.Greeting;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Shows what arrives as the server sent it, in UTF-8 whatever the locale: the prompt without a line end, all else with one.
 * Nothing is kept back. If nobody reads any more, the dialogue ends quietly.
 */
final class PlainScreen implements Screen {
    private final Dialogue dialogue;
    private final OutputStream out;
    private final PrintStream err;

    PlainScreen(Dialogue dialogue, OutputStream out, PrintStream err) {
        this.dialogue = dialogue;
        this.out = out;
        this.err = err;
    }

    @Override
    public void show(ServerEvent event) {
        switch (event) {
            case ServerEvent.Prompt _ -> write(Greeting.PROMPT);
            case ServerEvent.PasswordPrompt _ -> write(Greeting.PASSWORD_PROMPT);
            case ServerEvent.Welcome _ -> write(Greeting.WELCOME + '\n');
            case ServerEvent.Line(String text) -> write(text + '\n');
            case ServerEvent.LineTooLong _ ->
                err.println("A line of more than " + ChatConnection.MAX_LINE_BYTES + " bytes was left out.");
        }
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            dialogue.end(Outcome.NORMAL);
        }
    }
}
