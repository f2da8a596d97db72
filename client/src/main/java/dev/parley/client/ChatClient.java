package dev.parley.client;

import dev.parley.wire.LineText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
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
 * <p>Each client has one virtual thread, which reads and calls the {@link ChatListener}. It ends when the chat does. Whoever
 * connected owns the client and closes it.
 */
public final class ChatClient implements AutoCloseable {
    /** How long connecting may take unless the caller says otherwise: 10 s. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private final ChatConnection connection;
    private final ChatListener listener;
    private volatile boolean closed;
    private volatile @Nullable Ending ending;

    private ChatClient(ChatConnection connection, ChatListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** As {@link #connect(InetSocketAddress, String, Duration, ChatListener)}, within {@link #DEFAULT_DEADLINE}. */
    public static ChatClient connect(String host, int port, String name, ChatListener listener) throws IOException {
        return connect(new InetSocketAddress(host, port), name, DEFAULT_DEADLINE, listener);
    }

    /**
     * Connects, gives the name, and returns when the server has welcomed it. Lines that come before the welcome are not
     * the listener's.
     *
     * <p>Thread: any; blocks for {@code deadline} at most, from connecting to the welcome. If it fails, nothing is left
     * behind and the listener is never called.
     *
     * @throws NameRefusedException if the server asks for a name again
     * @throws java.net.SocketTimeoutException if the deadline passes
     * @throws IOException if there is no such server, or it ends the connection
     * @throws IllegalArgumentException unless {@code deadline} is positive
     */
    public static ChatClient connect(InetSocketAddress server, String name, Duration deadline, ChatListener listener)
            throws IOException {
        Deadline due = new Deadline(deadline);
        ChatConnection connection = ChatConnection.open(server, due);
        try {
            new Handshake(connection, name).await(due);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        ChatClient client = new ChatClient(connection, listener);
        Thread.ofVirtual().name("parley-client " + server).start(client::listen);
        return client;
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
     * Leaves. Thread: any, the listener's too; returns at once, so the listener may still be in a call, and is called with
     * {@link Ending.Closed} a moment later. Idempotent, and never fails.
     */
    @Override
    public void close() {
        closed = true;
        connection.close();
    }

    private void listen() {
        Ending how;
        try {
            how = hearAll();
        } finally {
            connection.close();
        }
        ending = how;
        listener.ended(this, how);
    }

    private Ending hearAll() {
        Ending over = null;
        while (over == null) {
            over = hearNext();
        }
        return closed ? new Ending.Closed() : over;
    }

    /** Returns {@code null} as long as the chat is not over. */
    private @Nullable Ending hearNext() {
        try {
            ServerEvent event = connection.next();
            return event == null ? new Ending.ServerClosed() : tell(event);
        } catch (IOException e) {
            return new Ending.ConnectionLost(e);
        }
    }

    private @Nullable Ending tell(ServerEvent event) {
        try {
            if (event instanceof ServerEvent.Line(String text) && !closed) {
                listener.line(this, ChatLine.parse(text));
            }
            return null;
        } catch (Exception e) {
            return new Ending.ListenerFailed(e);
        }
    }
}
