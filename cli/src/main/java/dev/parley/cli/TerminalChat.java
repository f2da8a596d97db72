package dev.parley.cli;

import dev.parley.cli.Conversation.Turn;
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
    private static final Duration FOR_EVER = Duration.ofDays(1000);

    private final Conversation conversation;
    private final LineReader reader;

    TerminalChat(Conversation conversation, Terminal terminal) {
        this.conversation = conversation;
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
     * Runs the conversation to its end. Thread: any; it reads what is typed, and is interrupted when the server ends the
     * conversation.
     */
    Outcome run() throws InterruptedException {
        Thread typing = Thread.currentThread();
        Thread.ofPlatform().daemon().name("receiving").start(() -> {
            conversation.receive(new TerminalScreen(reader));
            typing.interrupt();
        });
        Turn turn = conversation.awaitTurn(FOR_EVER);
        while (turn != Turn.OVER) {
            sendOneLine(turn);
            turn = conversation.awaitTurn(FOR_EVER);
        }
        return conversation.awaitOutcome();
    }

    private void sendOneLine(Turn turn) {
        // A name is no line that one would want to say again.
        reader.setVariable(LineReader.DISABLE_HISTORY, turn == Turn.NAME);
        try {
            conversation.send(reader.readLine(turn == Turn.NAME ? Greeting.PROMPT : INPUT_PROMPT));
        } catch (UserInterruptException e) {
            if (e.getPartialLine().isEmpty()) {
                conversation.end(Outcome.NORMAL);
            }
        } catch (EndOfFileException e) {
            conversation.end(Outcome.NORMAL);
        }
    }
}
