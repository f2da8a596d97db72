package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The far end of one connection, who can misbehave in all the ways that guests do. What it sends is sent at once, and nothing
 * is read but when asked for.
 *
 * <p>Thread: one may send and another one read. Reading has a deadline, after which it fails with an {@link AssertionError}.
 */
public interface Peer extends AutoCloseable {
    /** The port it calls from, by which a server knows it. */
    int port();

    // --- Sending.

    /** Sends these bytes as they are, in one packet if they fit into one. Blocks while the server does not take them. */
    void send(byte[] bytes) throws IOException;

    /** Sends these characters as they are. */
    default void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    /** Sends one line with its end. */
    default void sendLine(String line) throws IOException {
        send(line + "\n");
    }

    /** Sends every byte in a packet of its own. */
    default void dribble(String text) throws IOException {
        for (byte b : text.getBytes(UTF_8)) {
            send(new byte[] {b});
        }
    }

    /** Sends {@code text} again and again beside the test, until the connection takes it no more. */
    void flood(String text);

    // --- Ending.

    /** Sends no more, but still reads. */
    void halfClose() throws IOException;

    /** Breaks the connection, so that the server sees an error instead of an end. */
    void reset() throws IOException;

    @Override
    void close() throws IOException;

    // --- Reading.

    /**
     * Reads one byte; -1 at the end of the stream.
     *
     * @throws AssertionError if none comes in time, or the connection breaks
     */
    int read() throws IOException;

    /**
     * Reads what is there now, as much as fits, without waiting for more.
     *
     * @return how many bytes; 0 if nothing is there now, -1 at the end of the stream
     * @throws IOException if the connection has broken
     */
    int readNow(byte[] target) throws IOException;

    /** Reads one line, and returns it without its end. */
    default String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(line); b != '\n'; b = read(line)) {
            if (b < 0) {
                throw new AssertionError("the stream ended instead of a line, behind '" + line.toString(UTF_8) + "'");
            }
            line.write(b);
        }
        return line.toString(UTF_8);
    }

    /** Reads everything up to the end of the stream, which must be a clean one. */
    default String readUntilEnd() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int b = read(text); b >= 0; b = read(text)) {
            text.write(b);
        }
        return text.toString(UTF_8);
    }

    /** Reads one line like somebody on a slow network, or with something else to do. */
    String readLineAfter(Duration pause) throws IOException;

    /** Reads so many lines. */
    default List<String> readLines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(readLine());
        }
        return lines;
    }

    private int read(ByteArrayOutputStream soFar) throws IOException {
        try {
            return read();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", behind '" + soFar.toString(UTF_8) + "'", e);
        }
    }
}
