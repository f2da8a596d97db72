package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.cli.Dialogue.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;

/** The client without a terminal: lines from an input are sent, in UTF-8 whatever the locale. */
final class PlainChat {
    /** How long a line waits for its turn. A server that takes longer is taken for something else than a chat. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    // After the end of input, what is still arriving is waited for: until none came for QUIET, and no longer than GRACE.
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Dialogue dialogue;
    private final Screen screen;
    private final InputStream in;

    /** Owned by the thread that types. */
    private boolean nameSent;

    PlainChat(Dialogue dialogue, Screen screen, InputStream in) {
        this.dialogue = dialogue;
        this.screen = screen;
        this.in = in;
    }

    /**
     * Runs the dialogue to its end. Thread: any, which only waits. The two that talk are daemons, since nothing can
     * stop a thread that reads an input.
     */
    Outcome run() throws InterruptedException {
        Thread.ofPlatform().daemon().name("receiving").start(() -> dialogue.receive(screen));
        Thread.ofPlatform().daemon().name("typing").start(this::sendInput);
        return dialogue.awaitOutcome();
    }

    private void sendInput() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            String line = lines.readLine();
            while (line != null && awaitTurn()) {
                dialogue.send(line);
                nameSent = true;
                line = lines.readLine();
            }
            dialogue.awaitQuiet(QUIET, GRACE);
            if (!isRefused(dialogue.awaitTurn(Duration.ZERO))) {
                dialogue.end(Outcome.NORMAL);
            }
        } catch (IOException | InterruptedException e) {
            dialogue.end(Outcome.failed("The input cannot be read: " + e.getMessage()));
        }
    }

    /** Asked for a name again: the lines that follow are meant for people, and must not be tried as names. */
    private boolean isRefused(Turn turn) {
        boolean refused = nameSent && turn == Turn.NAME;
        if (refused) {
            dialogue.end(Outcome.failed("The server did not take the name."));
        }
        return refused;
    }

    private boolean awaitTurn() throws InterruptedException {
        Turn turn = dialogue.awaitTurn(PATIENCE);
        if (turn == Turn.SERVER) {
            dialogue.end(Outcome.failed("The server has not asked for a line within " + PATIENCE.toSeconds() + " s."));
        }
        return !isRefused(turn) && (turn == Turn.NAME || turn == Turn.PASSWORD || turn == Turn.CHAT);
    }
}
