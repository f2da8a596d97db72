package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A guest on a plain socket, who can misbehave in all the ways that guests do. What it sends is sent at once, and nothing is
 * read but when asked for.
 *
 * <p>Thread: one may send and another one read. Reading has a deadline.
 */
public final class RawPeer implements AutoCloseable {
    /** The kernel makes the least of it that it can. */
    private static final int SMALL_BUFFER_BYTES = 2048;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    private RawPeer(Socket socket, InetSocketAddress server) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Deadline.limit().toMillis());
        socket.connect(server);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), SMALL_BUFFER_BYTES);
    }

    /** A guest with buffers of the usual size. */
    public static RawPeer connect(InetSocketAddress server) throws IOException {
        return new RawPeer(new Socket(), server);
    }

    /** A guest for whom little more than what he has read fits into the kernel. As long as he does not read, he is slow. */
    public static RawPeer connectWithSmallBuffer(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        // Before the connect, or the window is large already.
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        return new RawPeer(socket, server);
    }

    /** The port it calls from, by which a server knows it. */
    public int port() {
        return socket.getLocalPort();
    }

    // --- Sending.

    /** Sends these characters as they are, in one packet if they fit into one. */
    public void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    /** Sends these bytes as they are. */
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Sends one line with its end. */
    public void sendLine(String line) throws IOException {
        send(line + "\n");
    }

    /** Sends every byte in a packet of its own. */
    public void dribble(String text) throws IOException {
        for (byte b : text.getBytes(UTF_8)) {
            out.write(b);
        }
    }

    /** Sends {@code text} again and again from a thread of its own, until the connection takes it no more. */
    public void flood(String text) {
        Thread.startVirtualThread(() -> {
            try {
                while (!socket.isClosed()) {
                    send(text);
                }
            } catch (IOException expected) {
                // That is how a flood ends.
            }
        });
    }

    // --- Ending.

    /** Sends no more, but still reads. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection, so that the server sees an error instead of an end. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    // --- Reading.

    /** Reads one line, and returns it without its end. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(line); b != '\n'; b = read(line)) {
            if (b < 0) {
                throw new AssertionError("the stream ended instead of a line, behind '" + line.toString(UTF_8) + "'");
            }
            line.write(b);
        }
        return line.toString(UTF_8);
    }

    /** Reads one line like somebody on a slow network, or with something else to do. */
    public String readLineAfter(Duration pause) throws IOException {
        LockSupport.parkNanos(pause.toNanos());
        return readLine();
    }

    /** Reads so many lines. */
    public List<String> readLines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(readLine());
        }
        return lines;
    }

    /** Reads everything up to the end of the stream, which must be a clean one. */
    public String readUntilEnd() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int b = read(text); b >= 0; b = read(text)) {
            text.write(b);
        }
        return text.toString(UTF_8);
    }

    /** One byte; -1 at a clean end. */
    private int read(ByteArrayOutputStream soFar) throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "nothing came for " + Deadline.limit().toMillis() + " ms behind '" + soFar.toString(UTF_8) + "'", e);
        } catch (SocketException e) {
            throw new AssertionError("the connection broke behind '" + soFar.toString(UTF_8) + "': " + e.getMessage(), e);
        }
    }
}
