package dev.parley.transport.nio;

import dev.parley.api.CloseReason;
import dev.parley.api.SecureChannel;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import dev.parley.spi.CarefulLog;
import dev.parley.spi.Conversation;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One non-blocking connection. Thread: its loop's, but for {@link #close} and sending.
 *
 * <pre>
 *    OPEN ----- close(reason), end of input -----> CLOSING ----- all delivered -----> LINGERING
 *      |                                              |      (end of output sent)         |
 *      |  connection lost, fell behind                |  timeout, connection lost         |  end of input, timeout
 *      +-----------------------+----------------------+-----------------------------------+
 *                              v
 *                            ENDED
 * </pre>
 *
 * The handler hears {@code closed} on leaving OPEN. From then on whatever the guest sends is read and dropped: closing a
 * socket with unread input makes the kernel reset it, and the guest would lose what was sent to him.
 */
final class NioSession implements Session, Seat {
    private static final CarefulLog log = CarefulLog.of(NioSession.class);

    /** The most that is written to one member a turn, so that a deep backlog does not delay the loop's others. */
    private static final int MAX_WRITE_A_TURN = 256 * 1024;

    /** The most that is read from one guest when the endpoint stops. */
    private static final int MAX_LAST_READ = 1024 * 1024;

    /** How long a stop waits for a guest to close his end after he was sent everything. */
    private static final long STOP_LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        OPEN,
        CLOSING,
        LINGERING,
        ENDED
    }

    private final NioEndpoint endpoint;
    private final EventLoop loop;
    private final TransportOptions options;
    private final SocketAddress peer;
    private final Outbox outbox;

    /** One for all times: the loop knows by that whether it is put off already. */
    private final Runnable flush = this::flush;

    private final Conversation conversation;

    /** Whether the program wants no lines until it resumes. Set by any thread; the last one counts. */
    private volatile boolean paused;

    // Owned by the loop.
    private final NioConnection connection;
    private State state = State.OPEN;
    private boolean readsOn;
    private boolean inputEnded;
    private boolean readingStopped;
    private boolean stopping;

    NioSession(
            NioEndpoint endpoint,
            EventLoop loop,
            SocketChannel channel,
            @Nullable SecureChannel secure,
            TransportOptions options)
            throws IOException {
        this.endpoint = endpoint;
        this.loop = loop;
        this.options = options;
        peer = channel.getRemoteAddress();
        outbox = new Outbox(loop, flush, options.maxOutboxBytes());
        conversation = new Conversation(this, options.maxLineBytes());
        connection = new NioConnection(loop, channel, secure, options, this);
    }

    void begin(SessionHandler.Factory handlers) {
        conversation.begin(handlers);
        // What came together with the end of the handshake.
        readOnNextTurn();
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
    public void pauseReading() {
        pause(true);
    }

    @Override
    public void resumeReading() {
        pause(false);
    }

    private void pause(boolean wanted) {
        paused = wanted;
        if (loop.isOwner()) {
            readUnlessPaused();
        } else {
            executeGuarded(this::readUnlessPaused);
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (conversation.close(reason)) {
            try {
                outbox.finish();
            } finally {
                // Where there was no memory for the end, the close timeout, or that of a stop, makes one.
                executeGuarded(this::beginClosing);
            }
        }
    }

    @Override
    public String toString() {
        return "nio " + peer;
    }

    // --- Reading.

    @Override
    public void ready(SelectionKey key) {
        try {
            if (key.isReadable() && !isPaused()) {
                read();
            }
            if (key.isValid() && key.isWritable()) {
                write();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Returns how many bytes there were; -1 at the end of input. */
    private int read() throws IOException {
        ByteBuffer buffer = loop.readBuffer();
        int bytes = state == State.LINGERING ? connection.readUnheard(buffer) : connection.read(buffer);
        readOnNextTurn();
        if (bytes < 0) {
            inputEnds();
        } else if (bytes > 0 && state == State.OPEN) {
            conversation.hear(buffer.flip());
        }
        return bytes;
    }

    /** For what has left the socket and is not heard yet: a selector does not know of it. */
    private void readOnNextTurn() {
        if (!readsOn && connection.holdsInput()) {
            loop.continueNextTurn(this::readOn);
            readsOn = true;
        }
    }

    private void readOn() {
        readsOn = false;
        try {
            if (state != State.ENDED && connection.wants(SelectionKey.OP_READ) && !isPaused()) {
                read();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void inputEnds() {
        inputEnded = true;
        connection.want(SelectionKey.OP_READ, false);
        if (state == State.LINGERING) {
            end(new CloseReason.PeerClosed());
        } else {
            close(new CloseReason.PeerClosed());
        }
    }

    /** A socket in whose input nobody is interested costs no turn of the loop. */
    private void readUnlessPaused() {
        if (state == State.OPEN && !inputEnded && !readingStopped) {
            connection.want(SelectionKey.OP_READ, !paused);
            connection.readLittle();
            readOnNextTurn();
        }
    }

    private boolean isPaused() {
        return paused && state == State.OPEN;
    }

    @Override
    public long waitingBytes() {
        return outbox.waitingBytes();
    }

    /** Reads again to drop what comes, once the session is closed. */
    @Override
    public void stopReading() {
        if (readingStopped) {
            return;
        }
        readingStopped = true;
        try {
            int last = 1;
            for (long sum = 0; state == State.OPEN && !paused && last > 0 && sum < MAX_LAST_READ; sum += last) {
                last = read();
            }
        } catch (Throwable e) {
            fail(e);
        }
        if (state == State.OPEN) {
            connection.want(SelectionKey.OP_READ, false);
        }
    }

    // --- Writing.

    /** Writes what is waiting, unless the socket is known to be full. */
    private void flush() {
        if (state == State.LINGERING || state == State.ENDED) {
            return;
        }
        if (outbox.hasFallenBehind()) {
            end(new CloseReason.FellBehind(outbox.waitingBytes()));
        } else if (!connection.wants(SelectionKey.OP_WRITE)) {
            try {
                write();
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    private void write() throws IOException {
        switch (connection.write(outbox, MAX_WRITE_A_TURN)) {
            case DRAINED -> connection.want(SelectionKey.OP_WRITE, false);
            case BLOCKED -> connection.want(SelectionKey.OP_WRITE, true);
            case MORE -> {
                if (!connection.wants(SelectionKey.OP_WRITE)) {
                    loop.continueNextTurn(flush);
                }
            }
            case FINISHED -> {
                connection.want(SelectionKey.OP_WRITE, false);
                beginClosing();
                linger();
            }
            case FELL_BEHIND -> end(new CloseReason.FellBehind(outbox.waitingBytes()));
        }
    }

    // --- Closing.

    private void beginClosing() {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        conversation.end();
        connection.want(SelectionKey.OP_READ, !inputEnded);
        flush();
        // Most have ended by now; the others may be waiting for a guest who never closes.
        if (state != State.ENDED && !stopping) {
            loop.runAfter(options.closeTimeout().toNanos(), this::timeOut);
        }
    }

    /** All is written. Waits for the guest to have read it, which he shows by closing, until the close timeout. */
    private void linger() throws IOException {
        if (state != State.CLOSING) {
            return;
        }
        state = State.LINGERING;
        outbox.discard();
        if (inputEnded) {
            end(new CloseReason.PeerClosed());
        } else if (conversation.isSentAway()) {
            connection.dropUnread(loop.readBuffer(), MAX_LAST_READ);
            end(new CloseReason.PeerClosed());
        } else {
            connection.endOutput();
            lingerBrieflyIfStopping();
        }
    }

    private void lingerBrieflyIfStopping() {
        if (stopping && state == State.LINGERING) {
            loop.runAfter(STOP_LINGER_NANOS, this::timeOut);
        }
    }

    private void timeOut() {
        if (stopping && state == State.CLOSING) {
            endpoint.sessionCutOff();
        }
        end(new CloseReason.ConnectionLost(new IOException("timed out while closing")));
    }

    @Override
    public void loopFailed(Throwable failure) {
        end(new CloseReason.ConnectionLost(new IOException("its event loop failed", failure)));
    }

    @Override
    public void stop() {
        stopping = true;
        lingerBrieflyIfStopping();
        close(new CloseReason.Stopped());
    }

    @Override
    public void cutOff() {
        if (state == State.OPEN || state == State.CLOSING) {
            endpoint.sessionCutOff();
        }
        end(new CloseReason.Stopped());
    }

    /** Whatever goes wrong in here ends this session, and nobody else's. */
    private void fail(Throwable failure) {
        boolean expected = failure instanceof IOException;
        end(new CloseReason.ConnectionLost(expected ? (IOException) failure : new IOException("serving it failed", failure)));
        if (!expected) {
            log.error("{} failed", this, failure);
        }
    }

    private void executeGuarded(Runnable step) {
        try {
            loop.execute(() -> guarded(step));
        } catch (RejectedExecutionException e) {
            log.debug("{} was ended with its loop", this);
        }
    }

    /** For what the loop runs for this session, beside {@link #ready} and {@link #flush}, which are too frequent for one object more. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Ends it here and now. The reason counts only if there was none before. */
    private void end(CloseReason reason) {
        if (state == State.ENDED) {
            return;
        }
        conversation.close(reason);
        boolean wasOpen = state == State.OPEN;
        state = State.ENDED;
        try {
            // Before the handler hears of it: what it sends then is refused.
            outbox.discard();
        } finally {
            if (wasOpen) {
                conversation.end();
            }
            connection.close();
            endpoint.sessionEnded();
        }
    }
}
