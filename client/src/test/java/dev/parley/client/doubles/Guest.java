package dev.parley.client.doubles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * The server's end of one connection, moved by hand. Reads fail after 10 s, so that no test waits for ever.
 */
public final class Guest implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 10_000;
    private static final int RECV_BYTES = 2048;

    private final Socket socket;

    Guest(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Sends {@code text} in UTF-8, with no terminator. */
    public void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** What one read of up to 2,048 bytes brings; empty when the client has closed. */
    public String recv() throws IOException {
        byte[] bytes = new byte[RECV_BYTES];
        int count = socket.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(count, 0), UTF_8);
    }

    /** One line, whatever the packets; with its terminator, unless the client closed before. */
    public String recvLine() throws IOException {
        return recvUntil('\n');
    }

    /** Everything until the client closes. */
    public String recvAll() throws IOException {
        return recvUntil(-1);
    }

    private String recvUntil(int last) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next;
        do {
            next = socket.getInputStream().read();
            if (next >= 0) {
                bytes.write(next);
            }
        } while (next >= 0 && next != last);
        return bytes.toString(UTF_8);
    }

    /** Whether the client has sent something that nobody has read yet. Only "yes" can be relied on. */
    public boolean hasSent() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Ends the connection in disorder, so that the client sees a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection; in order, if everything that the client sent was read. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
