package dev.parley.cli;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.cli.Dialogue.Turn;
import dev.parley.wire.Greeting;
import java.time.Duration;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * The client on a terminal: a line that is half typed stays as it is while others arrive above it. Ctrl-D ends; Ctrl-C
 * throws the line away, or ends if there is none.
 */
final class TerminalChat {
    private static final String INPUT_PROMPT = "> ";
    private static final char NOTHING_SHOWN = '\0';
    private static final Duration FOR_EVER = Duration.ofDays(1000);

    private final Dialogue dialogue;
    private final LineReader reader;

    TerminalChat(Dialogue dialogue, Terminal terminal) {
        this.dialogue = dialogue;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                // An exclamation mark is nothing special in a chat.
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                // Each line of a pasted text is a line of its own.
                .option(Option.BRACKETED_PASTE, false)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
    }

    /**
     * Runs the dialogue to its end. Thread: any; it reads what is typed, and is interrupted when the server ends the
     * dialogue.
     */
    Outcome run() throws InterruptedException {
        Thread typing = Thread.currentThread();
        Thread receiving = Thread.ofPlatform().daemon().name("receiving").start(() -> {
            dialogue.receive(new TerminalScreen(reader));
            typing.interrupt();
        });
        try {
            Turn turn = dialogue.awaitTurn(FOR_EVER);
            while (turn != Turn.OVER) {
                sendOneLine(turn);
                turn = dialogue.awaitTurn(FOR_EVER);
            }
            return dialogue.awaitOutcome();
        } finally {
            // The caller closes the terminal next; nobody may print on it then.
            dialogue.hangUp();
            Uninterruptibles.joinUninterruptibly(receiving);
        }
    }

    private void sendOneLine(Turn turn) {
        // A name is no line that one would want to say again, and a password must not be.
        reader.setVariable(LineReader.DISABLE_HISTORY, turn != Turn.CHAT);
        try {
            // The editor lets one type several lines at once.
            for (String line : readLine(turn).split("\n", -1)) {
                dialogue.send(line);
            }
        } catch (UserInterruptException e) {
            if (e.getPartialLine().isEmpty()) {
                dialogue.end(Outcome.NORMAL);
            }
        } catch (EndOfFileException e) {
            dialogue.end(Outcome.NORMAL);
        }
    }

    private String readLine(Turn turn) {
        return switch (turn) {
            case NAME -> reader.readLine(Greeting.PROMPT);
            case PASSWORD -> reader.readLine(Greeting.PASSWORD_PROMPT, NOTHING_SHOWN);
            case SERVER, CHAT, OVER -> reader.readLine(INPUT_PROMPT);
        };
    }
}
