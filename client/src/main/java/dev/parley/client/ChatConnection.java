package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, step by step: read events, send lines. It starts no thread.
 *
 * <p>Whoever opened it owns it and closes it, also when it has ended. A server that is not read from is not held up by
 * unbounded memory here, but by TCP; one that runs out of patience ends the connection.
 */
public final class ChatConnection implements AutoCloseable {
    /** The longest line that is taken from a server, in bytes of UTF-8 without its terminator: 64 KiB. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    private static final int READ_BYTES = 8 * 1024;

    private final Socket socket;

    /** Lies over the socket, if the connection is secure. */
    private final @Nullable SSLSocket tls;

    private final String host;
    private final InputStream in;

    // Owned by the thread that reads.
    private final Queue<ServerEvent> pending = new ArrayDeque<>();
    private final ServerParser parser = new ServerParser(MAX_LINE_BYTES, pending::add);
    private final byte[] buffer = new byte[READ_BYTES];
    private boolean ended;

    // Its own lock keeps lines whole; it is the only one held across I/O, and nothing but sending waits for it.
    private final OutputStream out;

    private ChatConnection(Socket socket, @Nullable SSLSocket tls, String host) throws IOException {
        Socket talking = tls == null ? socket : tls;
        this.socket = socket;
        this.tls = tls;
        this.host = host;
        this.in = talking.getInputStream();
        this.out = talking.getOutputStream();
    }

    /**
     * Connects, and says nothing.
     *
     * <p>Thread: any; blocks for {@code deadline} at most, after a host name was resolved.
     *
     * @throws IOException if there is no such host, nobody listens there, or the deadline passes; nothing is left behind
     * @throws IllegalArgumentException unless {@code deadline} is positive
     */
    public static ChatConnection open(InetSocketAddress server, Duration deadline) throws IOException {
        return open(server, new Deadline(deadline), null);
    }

    /**
     * As {@link #open(InetSocketAddress, Duration)}, over TLS 1.3 or 1.2. The server has to show a certificate for the host name
     * or address as it was given, from an issuer that {@code tls} trusts.
     *
     * @throws javax.net.ssl.SSLException also if it does not, or speaks no TLS; the message is one line for people
     */
    public static ChatConnection open(InetSocketAddress server, Duration deadline, SSLContext tls) throws IOException {
        return open(server, new Deadline(deadline), tls);
    }

    static ChatConnection open(InetSocketAddress server, Deadline deadline, @Nullable SSLContext tls) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, deadline.millisLeft());
            // A line is worth a packet: waiting for more would only delay it.
            socket.setTcpNoDelay(true);
            SSLSocket secure = tls == null ? null : TlsSocket.over(socket, server, tls, deadline);
            return new ChatConnection(socket, secure, server.getHostString());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Waits for what the server sends next.
     *
     * <p>Thread: one at a time; blocks until something arrives or the connection ends. After {@link #close()} it may
     * still return what had arrived before.
     *
     * @return {@code null} when the server has ended the connection
     * @throws IOException if the connection broke, or was closed here; a line that had begun is lost
     */
    public @Nullable ServerEvent next() throws IOException {
        while (pending.isEmpty() && !ended) {
            read();
        }
        return pending.poll();
    }

    /** As {@link #next()}, but throws a {@link SocketTimeoutException} when the deadline passes first. */
    @Nullable ServerEvent next(Deadline deadline) throws IOException {
        while (pending.isEmpty() && !ended) {
            socket.setSoTimeout(deadline.millisLeft());
            try {
                read();
            } catch (SocketTimeoutException e) {
                // The deadline itself says it in better words, in the next turn.
            }
        }
        socket.setSoTimeout(0);
        return pending.poll();
    }

    /** Sees to it that {@link #next(Deadline)} ends then, also where a server sends a byte now and then. */
    Watchdog watch(Deadline deadline) throws SocketTimeoutException {
        return new Watchdog(socket, deadline);
    }

    private void read() throws IOException {
        int bytes = readSome();
        if (bytes < 0) {
            ended = true;
            parser.end();
        } else {
            parser.parse(ByteBuffer.wrap(buffer, 0, bytes));
        }
    }

    private int readSome() throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // In TLS 1.3 this is where a client hears that its own certificate is wanted.
            throw tls == null ? e : TlsComplaint.of(e, host);
        }
    }

    /**
     * Sends one line as it is, in UTF-8, and its terminator.
     *
     * <p>Thread: any; lines of several threads never mix. Blocks while the server does not read and the kernel's buffer is
     * full. That it returns does not mean that the server has the line.
     *
     * @throws IOException if the connection is over, or ends while this waits
     * @throws IllegalArgumentException if there is a line feed in {@code line}; nothing is sent then
     */
    public void send(String line) throws IOException {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line must not contain a line feed");
        }
        byte[] bytes = (line + '\n').getBytes(UTF_8);
        synchronized (out) {
            out.write(bytes);
        }
    }

    /**
     * Ends the connection. Thread: any; returns at once, over TLS within half a second, in which it says good-bye;
     * {@link #next()} and {@link #send} end with an exception where they wait. Idempotent, and never fails: there is nothing a
     * caller could do about it.
     */
    @Override
    public void close() {
        try {
            if (tls == null) {
                socket.close();
            } else {
                TlsSocket.close(tls, socket);
            }
        } catch (IOException e) {
            // The descriptor is gone all the same.
        }
    }
}
