package dev.parley.client;

import static java.util.Objects.requireNonNull;

import dev.parley.wire.LineText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A guest in a chat room.
 *
 * <pre>{@code
 * try (ChatClient client = ChatClient.connect("localhost", 12000, "ahmet", (self, line) -> System.out.println(line))) {
 *     client.say("hello");
 *     …
 * }
 * }</pre>
 *
 * <p>Lines come in one of two ways. With a {@link ChatListener}, a virtual thread of the client's reads and calls it, and ends
 * when the chat does. Without one, whoever wants the lines takes them from {@link #lines}. Either way nothing is read while
 * the last line is being handled: a slow program slows the server's writing to it, and takes no memory. Whoever connected
 * owns the client and closes it.
 */
public final class ChatClient implements AutoCloseable {
    /** How long connecting may take unless the caller says otherwise: 10 s. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private final ChatConnection connection;
    private final @Nullable ChatListener listener;
    private volatile boolean closed;
    private volatile @Nullable Ending ending;

    private ChatClient(ChatConnection connection, @Nullable ChatListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** As {@link #connect(InetSocketAddress, String, ClientOptions, ChatListener)}, with {@link ClientOptions#defaults()}. */
    public static ChatClient connect(String host, int port, String name, ChatListener listener) throws IOException {
        return connect(new InetSocketAddress(host, port), name, ClientOptions.defaults(), listener);
    }

    /**
     * Connects, gives the name, and returns when the server has welcomed it. Lines that come before the welcome are not
     * the listener's.
     *
     * <p>Thread: any; blocks until the options' deadline at most. If it fails, nothing is left behind and the listener is never
     * called.
     *
     * @throws NameRefusedException if the server asks for a name again, as it does after a wrong password, or for a password where
     *     none is known
     * @throws java.net.SocketTimeoutException if the deadline passes
     * @throws javax.net.ssl.SSLException if the server speaks no TLS, or has no certificate that is trusted, where TLS is wanted; the
     *     message is one line for people
     * @throws IOException if there is no such server, or it ends the connection
     * @throws IllegalArgumentException unless the deadline is positive
     */
    public static ChatClient connect(InetSocketAddress server, String name, ClientOptions options, ChatListener listener)
            throws IOException {
        ChatClient client = new ChatClient(welcomed(server, name, options), listener);
        Thread.ofVirtual().name("parley-client " + server).start(() -> client.listen(listener));
        return client;
    }

    /** As {@link #connect(InetSocketAddress, String, ClientOptions)}, with {@link ClientOptions#defaults()}. */
    public static ChatClient connect(String host, int port, String name) throws IOException {
        return connect(new InetSocketAddress(host, port), name, ClientOptions.defaults());
    }

    /** Connects as the others do, without a listener and without a thread: lines are taken with {@link #lines}. */
    public static ChatClient connect(InetSocketAddress server, String name, ClientOptions options) throws IOException {
        return new ChatClient(welcomed(server, name, options), null);
    }

    private static ChatConnection welcomed(InetSocketAddress server, String name, ClientOptions options) throws IOException {
        Deadline due = new Deadline(options.deadline());
        ChatConnection connection = ChatConnection.open(server, due, options.tls());
        try (Watchdog _ = connection.watch(due)) {
            new Handshake(connection, name, options.password()).await(due);
            return connection;
        } catch (IOException e) {
            connection.close();
            // If that is over, it is the reason.
            due.millisLeft();
            throw e;
        }
    }

    /**
     * The lines as they come, for a client without a listener. {@code hasNext} blocks until there is one or the chat is over,
     * by whichever side ended it.
     *
     * <p>Thread: one at a time takes lines; any may close the client meanwhile, which ends them. If the connection is lost,
     * {@code hasNext} throws {@link java.io.UncheckedIOException}.
     *
     * @throws IllegalStateException if the lines go to a listener
     */
    public Iterator<ChatLine> lines() {
        if (listener != null) {
            throw new IllegalStateException("the lines go to the listener");
        }
        return new Lines();
    }

    /**
     * Says one line. What it means is up to the server: in the {@code standard} profile one that begins with {@code /} is
     * a command, and one over 4,096 bytes is refused with a notice. Control characters other than TAB, line ends among
     * them, become U+FFFD, so it stays one line.
     *
     * <p>Thread: any; lines of several threads never mix. Blocks while the server does not read and the kernel's buffer is
     * full.
     *
     * @throws IOException if the chat is over. That none is thrown does not mean that the server has the line
     */
    public void say(String text) throws IOException {
        Ending over = ending;
        if (over != null) {
            throw new IOException("Nothing can be said: " + over, over.cause());
        }
        connection.send(LineText.clean(text));
    }

    /**
     * Leaves. Thread: any, the listener's too; returns at once, over TLS within half a second, so the listener may still be in a
     * call, and is called with {@link Ending.Closed} a moment later. Idempotent, and never fails.
     */
    @Override
    public void close() {
        closed = true;
        connection.close();
    }

    private void listen(ChatListener listener) {
        Ending how = null;
        try {
            while (how == null) {
                how = tell(listener, next());
            }
        } finally {
            connection.close();
        }
        listener.ended(this, how);
    }

    /** Null as long as the chat is not over. */
    private @Nullable Ending tell(ChatListener listener, @Nullable ChatLine line) {
        if (line == null) {
            return ending;
        }
        try {
            listener.line(this, line);
            return null;
        } catch (Throwable e) {
            return end(new Ending.ListenerFailed(e));
        }
    }

    /** Waits for the next line. Null when the chat is over; {@link #ending} says how then. */
    private @Nullable ChatLine next() {
        try {
            for (ServerEvent event = connection.next(); event != null; event = connection.next()) {
                if (event instanceof ServerEvent.Line(String text) && !closed) {
                    return ChatLine.parse(text);
                }
            }
            end(new Ending.ServerClosed());
        } catch (IOException e) {
            end(new Ending.ConnectionLost(e));
        }
        return null;
    }

    private Ending end(Ending how) {
        Ending end = closed ? new Ending.Closed() : how;
        ending = end;
        return end;
    }

    private final class Lines implements Iterator<ChatLine> {
        private @Nullable ChatLine next;

        @Override
        public boolean hasNext() {
            if (next == null && ending == null) {
                next = ChatClient.this.next();
                if (ending instanceof Ending.ConnectionLost(IOException cause)) {
                    throw new UncheckedIOException(cause);
                }
            }
            return next != null;
        }

        @Override
        public ChatLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the chat is over");
            }
            ChatLine line = requireNonNull(next);
            next = null;
            return line;
        }
    }
}
