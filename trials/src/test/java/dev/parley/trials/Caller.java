package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A guest on a plain socket. Thread: one may speak and another one listen. Listening has a deadline of 30 s, after which it
 * fails with an {@link AssertionError}.
 */
final class Caller implements AutoCloseable {
    static final String PROMPT = "Please enter your username: ";
    static final String WELCOME = "You are connected to chatroom.";

    private static final int DEADLINE_MILLIS = 30_000;

    /** How a line of somebody else may look, and a notice. Any other is a forgery, or a piece of one. */
    private static final Pattern WELL_FORMED = Pattern.compile("(?s)<[\\p{L}\\p{N}\\p{M}_.-]{1,32}> .*|\\* .*");

    private final String name;
    private final Socket socket;
    private final InputStream in;

    private Caller(InetSocketAddress server, String name) throws IOException {
        this.name = name;
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DEADLINE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Somebody who has not said his name, and perhaps never will. */
    static Caller connect(InetSocketAddress server) throws IOException {
        return new Caller(server, "");
    }

    /** Somebody who has got into the room. */
    static Caller join(InetSocketAddress server, String name) throws IOException {
        Caller caller = new Caller(server, name);
        caller.saysBytes((name + "\n").getBytes(UTF_8));
        String greeting = caller.hears();
        if (!(PROMPT + WELCOME).equals(greeting)) {
            throw new AssertionError(name + " was greeted with '" + greeting + "'");
        }
        return caller;
    }

    String name() {
        return name;
    }

    void says(String line) throws IOException {
        saysBytes((line + "\n").getBytes(UTF_8));
    }

    void saysBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next line without its end; null when the connection has ended or broken, even in the middle of a line. */
    @Nullable String hears() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                return null;
            }
            if (b < ' ' && b != '\t') {
                throw new AssertionError(name + " hears the control byte " + b + " behind '" + line.toString(UTF_8) + "'");
            }
            line.write(b);
        }
        return line.toString(UTF_8);
    }

    /** Listens until {@code expected}, the next line of {@code speaker}; what others say meanwhile has to be well formed. */
    void awaits(String speaker, String expected) throws IOException {
        String prefix = "<" + speaker + "> ";
        long begin = System.nanoTime();
        for (String line = hears(); ; line = hears()) {
            if (line == null) {
                throw new AssertionError(name + " has lost the connection, and waits for '" + expected + "'");
            }
            // What others say may come all the time.
            if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS)) {
                throw new AssertionError(name + " still waits for '" + expected + "', after " + DEADLINE_MILLIS + " ms");
            }
            if (line.startsWith(prefix)) {
                if (!line.equals(prefix + expected)) {
                    throw new AssertionError(name + " hears '" + line + "' instead of '" + expected + "'");
                }
                return;
            }
            if (!WELL_FORMED.matcher(line).matches()) {
                throw new AssertionError(name + " hears '" + line + "'");
            }
        }
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError(name + " has heard nothing for " + DEADLINE_MILLIS + " ms", e);
        } catch (SocketException e) {
            return -1;
        }
    }

    void halfCloses() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection. */
    void resets() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
