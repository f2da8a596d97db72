package dev.parley.transport.blocking;

import dev.parley.api.CloseReason;
import dev.parley.api.Security;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import dev.parley.spi.Conversation;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One blocking connection. A thread of its own listens for as long as the session lives. Another one writes; it is started
 * when there is something to write, and ends when nothing is left:
 *
 * <pre>
 *             flush                flush
 *    IDLE ------------> WRITING ----------> AGAIN
 *     ^                  |   ^                |
 *     +------------------+   +----------------+        anywhere ---- end of the session ----> OVER
 *            drained               drained
 * </pre>
 *
 * Thereby an idle guest costs one waiting thread and a small buffer, and a guest who does not read blocks one writer: his
 * own. After a close, whatever the guest still sends is read and dropped: closing a socket with unread input makes
 * the kernel reset it, and the guest would lose what was sent to him.
 */
final class BlockingSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(BlockingSession.class);

    private static final int MAX_WRITE = 256 * 1024;

    /** The most that is read from one guest when the endpoint stops. */
    private static final int MAX_LAST_READ = 1024 * 1024;

    /** How long a stop waits for a guest to close his end after he was sent everything. */
    private static final Duration STOP_LINGER = Duration.ofSeconds(1);

    private enum Writer {
        IDLE,
        WRITING,
        AGAIN,
        OVER
    }

    private final BlockingEndpoint endpoint;
    private final String transport;
    private final Connection connection;
    private final SocketAddress peer;
    private final TransportOptions options;
    private final Outbox outbox;

    /** Its calls are made under its own lock, so that they never overlap, and see what the one before did. */
    private final Conversation conversation;

    private final AtomicReference<Writer> writer = new AtomicReference<>(Writer.IDLE);
    private final AtomicBoolean socketClosed = new AtomicBoolean();

    /** The handler must have been told, and the socket be closed, before the session counts as ended. */
    private final AtomicInteger endsMissing = new AtomicInteger(2);

    /** The endpoint has stopped reading, ... */
    private volatile boolean readingStopped;

    /** ... and all that had come by then is heard: what comes now is dropped. */
    private volatile boolean deaf;

    /** The reader has something in hand that is not heard yet. */
    private volatile boolean holding;

    /** Whether it counts among those who still may hear something. */
    private final AtomicBoolean listening = new AtomicBoolean(true);

    private volatile boolean inputEnded;
    private volatile boolean lingering;
    private volatile boolean stopping;

    BlockingSession(
            BlockingEndpoint endpoint,
            String transport,
            SocketChannel socket,
            TransportOptions options,
            @Nullable Security security)
            throws IOException {
        this.endpoint = endpoint;
        this.transport = transport;
        this.options = options;
        connection = new Connection(socket, options, security);
        peer = connection.peer();
        outbox = new Outbox(endpoint.threads(), this::flush, options.maxOutboxBytes());
        conversation = new Conversation(this, options.maxLineBytes());
    }

    // --- Session. Thread: any.

    @Override
    public SocketAddress peer() {
        return peer;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void close(CloseReason reason) {
        if (conversation.close(reason)) {
            outbox.finish();
            try {
                endpoint.threads().execute(this::tellClosed);
            } catch (RejectedExecutionException e) {
                log.debug("{} was ended with its endpoint", this);
            }
        }
    }

    @Override
    public String toString() {
        return transport + " " + peer;
    }

    // --- Reading. Thread: the session's own.

    void run(SessionHandler.Factory handlers) {
        try {
            connection.establish();
            synchronized (conversation) {
                conversation.begin(handlers);
            }
            listen();
            inputEnded = true;
            listensNoMore();
            close(new CloseReason.PeerClosed());
            endIfDone();
        } catch (IOException e) {
            listensNoMore();
            end(new CloseReason.ConnectionLost(e));
        }
    }

    /** Returns at the end of input. What comes after the endpoint has stopped reading is dropped. */
    private void listen() throws IOException {
        ByteBuffer buffer = ReadBuffers.smallest();
        int last = 0;
        for (int bytes = connection.in.read(buffer); bytes >= 0; bytes = connection.in.read(buffer.clear())) {
            holding = true;
            if (!deaf) {
                hear(buffer.flip());
            }
            // First this, then that: whoever stops reading does it the other way round, so one of the two sees the other.
            holding = false;
            if (readingStopped) {
                last += bytes;
                hearNoMoreIf(last > MAX_LAST_READ || !connection.hasArrived());
            }
            buffer = ReadBuffers.fitting(buffer, bytes);
        }
    }

    private void hear(ByteBuffer read) {
        synchronized (conversation) {
            conversation.hear(read);
        }
    }

    private void hearNoMoreIf(boolean allIsHeard) {
        if (allIsHeard) {
            deaf = true;
        }
        if (deaf) {
            listensNoMore();
        }
    }

    private void listensNoMore() {
        if (listening.compareAndSet(true, false)) {
            endpoint.sessionListensNoMore();
        }
    }

    /**
     * Lets the reader hand over what is there, and nothing later. He goes on reading, since a guest whose input is refused
     * is reset, and loses what was sent to him. Thread: the one that stops the endpoint.
     */
    void stopReading() {
        readingStopped = true;
        endUnlessEstablished();
    }

    /** The same for a reader who waits for input, and so does not see that. Thread: the one that stops the endpoint. */
    void hearNoMoreIfIdle() {
        try {
            if (!holding && !connection.hasArrived()) {
                deaf = true;
                // Else he has come with a line at this very moment, and says himself when he is done with it.
                if (!holding) {
                    listensNoMore();
                }
            }
        } catch (IOException e) {
            log.debug("{} was just ending: {}", this, e.getMessage());
        }
    }

    /** For a handshake that takes too long, or whose endpoint stops: there is no guest yet who could miss anything. */
    void endUnlessEstablished() {
        if (!connection.isEstablished()) {
            end(new CloseReason.ConnectionLost(new IOException("the handshake came to nothing")));
        }
    }

    // --- Writing.

    /** Sees to it that a writer looks at the outbox. Thread: any. */
    private void flush() {
        if (outbox.hasFallenBehind()) {
            end(new CloseReason.FellBehind(outbox.waitingBytes()));
            return;
        }
        for (; ; ) {
            switch (writer.get()) {
                case IDLE -> {
                    if (writer.compareAndSet(Writer.IDLE, Writer.WRITING)) {
                        startWriter();
                        return;
                    }
                }
                case WRITING -> {
                    if (writer.compareAndSet(Writer.WRITING, Writer.AGAIN)) {
                        return;
                    }
                }
                case AGAIN, OVER -> {
                    return;
                }
            }
        }
    }

    private void startWriter() {
        try {
            endpoint.threads().execute(this::write);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            end(new CloseReason.ConnectionLost(new IOException("no thread to write with", e)));
            writeNoMore();
        }
    }

    /** Thread: the writer's, and there is one at a time. */
    private void write() {
        try {
            if (drain()) {
                return;
            }
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
        writeNoMore();
    }

    /** Up to the writer, or to who should have started it: whoever ended the session meanwhile has left it to them. */
    private void writeNoMore() {
        writer.set(Writer.OVER);
        outbox.discard();
    }

    /** True when nothing is left; false when nothing will come any more. */
    private boolean drain() throws IOException {
        for (; ; ) {
            switch (outbox.writeTo(connection.out, MAX_WRITE)) {
                case MORE, BLOCKED -> {}
                case DRAINED -> {
                    if (writer.compareAndSet(Writer.WRITING, Writer.IDLE)) {
                        return true;
                    }
                    writer.compareAndSet(Writer.AGAIN, Writer.WRITING);
                }
                case FINISHED -> {
                    linger();
                    return false;
                }
                case FELL_BEHIND -> {
                    end(new CloseReason.FellBehind(outbox.waitingBytes()));
                    return false;
                }
            }
        }
    }

    // --- Closing. Thread: any.

    private void tellClosed() {
        if (!stopping && !socketClosed.get()) {
            endpoint.runAfter(options.closeTimeout(), this::timeOut);
        }
        synchronized (conversation) {
            conversation.end();
        }
        oneEndLess();
    }

    /** All is written. Waits for the guest to have read it, which he shows by closing, until the close timeout. */
    private void linger() throws IOException {
        lingering = true;
        connection.endOutput();
        endIfDone();
        lingerBrieflyIfStopping();
    }

    private void lingerBrieflyIfStopping() {
        if (stopping && lingering && !socketClosed.get()) {
            endpoint.runAfter(STOP_LINGER, this::timeOut);
        }
    }

    private void endIfDone() {
        if (inputEnded && lingering) {
            end(new CloseReason.PeerClosed());
        }
    }

    private void timeOut() {
        noteIfUndelivered();
        end(new CloseReason.ConnectionLost(new IOException("timed out while closing")));
    }

    /** The endpoint's stop begins, ... */
    void stop() {
        stopping = true;
        lingerBrieflyIfStopping();
        close(new CloseReason.Stopped());
    }

    /** ... and its grace is over. */
    void cutOff() {
        noteIfUndelivered();
        end(new CloseReason.Stopped());
    }

    private void noteIfUndelivered() {
        if (stopping && !lingering && !socketClosed.get()) {
            endpoint.sessionCutOff();
        }
    }

    /** Ends it here and now. The reason counts only if there was none before. */
    private void end(CloseReason reason) {
        close(reason);
        if (socketClosed.compareAndSet(false, true)) {
            try {
                connection.close();
            } catch (IOException e) {
                log.debug("Closing {}: {}", this, e.getMessage());
            }
            if (writer.getAndSet(Writer.OVER) == Writer.IDLE) {
                outbox.discard();
            }
            oneEndLess();
        }
    }

    private void oneEndLess() {
        if (endsMissing.decrementAndGet() == 0) {
            endpoint.sessionEnded(this);
        }
    }
}
