package dev.parley.cli;

import dev.parley.client.ChatConnection;
import dev.parley.client.ServerEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One dialogue with a server: whose turn it is, and how it ended. Two threads meet here, one that receives and shows,
 * and one that sends what is typed. What they share is guarded by this object's lock, which is not held across I/O.
 *
 * <p>The classic server takes whatever one read brings for the name, so the name waits for the prompt, and the first line
 * said waits for the welcome.
 *
 * <pre>{@code
 *          Prompt, PasswordPrompt             Welcome
 *   .--------.----->.----------. sent .--------.------->.------.
 *   | SERVER |      |   NAME,  |----->| SERVER |        | CHAT |     any ---> OVER
 *   |        |      | PASSWORD |      |        |        |      |
 *   '--------'      '----------'      '--------'        '------'
 * }</pre>
 */
final class Dialogue {
    /** Who may send, and what. */
    enum Turn {
        SERVER,
        NAME,
        /** The same as {@link #NAME}, but must not be seen by who looks over one's shoulder. */
        PASSWORD,
        CHAT,
        OVER
    }

    private final ChatConnection connection;

    // Guarded by this.
    private Turn turn = Turn.SERVER;
    private boolean quitting;
    private long lastArrivalNanos = System.nanoTime();
    private @Nullable Outcome outcome;

    Dialogue(ChatConnection connection) {
        this.connection = connection;
    }

    /** Shows everything that arrives; returns when the dialogue is over. Thread: one, which does nothing else. */
    void receive(Screen screen) {
        try {
            ServerEvent event = connection.next();
            while (event != null) {
                // A prompt must be seen before its answer is taken.
                screen.show(event);
                arrived(event);
                event = connection.next();
            }
            serverGone("The server closed the connection.");
        } catch (IOException e) {
            serverGone("The connection to the server was lost: " + e.getMessage());
        }
    }

    private synchronized void arrived(ServerEvent event) {
        lastArrivalNanos = System.nanoTime();
        if (turn != Turn.OVER) {
            switch (event) {
                case ServerEvent.Prompt _ -> turn = Turn.NAME;
                case ServerEvent.PasswordPrompt _ -> turn = Turn.PASSWORD;
                case ServerEvent.Welcome _ -> turn = Turn.CHAT;
                case ServerEvent.Line _, ServerEvent.LineTooLong _ -> {}
            }
        }
        notifyAll();
    }

    private synchronized void serverGone(String complaint) {
        end(quitting ? Outcome.NORMAL : Outcome.failed(complaint));
    }

    /** Ends the dialogue, unless it is over already: the first outcome counts. Thread: any; returns at once. */
    synchronized void end(Outcome how) {
        if (outcome == null) {
            outcome = how;
            turn = Turn.OVER;
            notifyAll();
        }
    }

    /** Closes the connection, whereby {@link #receive} returns. Thread: any. */
    void hangUp() {
        connection.close();
    }

    /** Waits for {@code atMost} until it is no longer the server's turn. Thread: the one that types. */
    synchronized Turn awaitTurn(Duration atMost) throws InterruptedException {
        long due = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
        long left = due - System.nanoTime();
        while (turn == Turn.SERVER && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = due - System.nanoTime();
        }
        return turn;
    }

    /**
     * Sends a line as it was typed; call it in {@link Turn#NAME}, {@link Turn#PASSWORD} or {@link Turn#CHAT}. Thread: the one that types. Does not
     * fail: the thread that receives finds that the server is gone, and shows what came before.
     */
    void send(String line) {
        sending(line);
        try {
            connection.send(line);
        } catch (IOException e) {
            // See above.
        }
    }

    private synchronized void sending(String line) {
        if (turn == Turn.NAME || turn == Turn.PASSWORD) {
            turn = Turn.SERVER;
        } else {
            quitting |= line.stripTrailing().equals("/quit");
        }
    }

    /** Waits until nothing has arrived for {@code quiet}, for {@code atMost} altogether, or until it is over. */
    synchronized void awaitQuiet(Duration quiet, Duration atMost) throws InterruptedException {
        long due = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
        lastArrivalNanos = System.nanoTime();
        long left = nanosToQuiet(quiet, due);
        while (outcome == null && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = nanosToQuiet(quiet, due);
        }
    }

    private long nanosToQuiet(Duration quiet, long due) {
        long now = System.nanoTime();
        return Math.min(lastArrivalNanos + TimeUnit.NANOSECONDS.convert(quiet) - now, due - now);
    }

    /** Waits for the end. Thread: any. */
    synchronized Outcome awaitOutcome() throws InterruptedException {
        while (outcome == null) {
            wait();
        }
        return outcome;
    }
}
