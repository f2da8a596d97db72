package dev.parley.transport.nio;

import dev.parley.api.CloseReason;
import dev.parley.api.SecureChannel;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import dev.parley.spi.Conversation;
import dev.parley.wire.Outbox;
import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger log = LoggerFactory.getLogger(NioSession.class);

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
    private final SocketChannel channel;

    /** Stands between the session and its socket, unless the connection is a plain one. */
    private final @Nullable SecureChannel secure;

    private final ReadableByteChannel in;
    private final GatheringByteChannel out;
    private final TransportOptions options;
    private final SocketAddress peer;
    private final Outbox outbox;
    private final Conversation conversation;

    // Owned by the loop.
    private final SelectionKey key;
    private State state = State.OPEN;
    private boolean inputEnded;
    private boolean readingStopped;
    private boolean stopping;

    private NioSession(
            NioEndpoint endpoint,
            EventLoop loop,
            SocketChannel channel,
            @Nullable SecureChannel secure,
            TransportOptions options)
            throws IOException {
        this.endpoint = endpoint;
        this.loop = loop;
        this.channel = channel;
        this.secure = secure;
        in = secure == null ? channel : secure;
        out = secure == null ? channel : secure;
        this.options = options;
        peer = channel.getRemoteAddress();
        outbox = new Outbox(loop, this::flush, options.maxOutboxBytes());
        conversation = new Conversation(this, options.maxLineBytes());
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBufferBytes());
        key = loop.register(channel, SelectionKey.OP_READ, this);
    }

    static void open(
            NioEndpoint endpoint,
            EventLoop loop,
            SocketChannel channel,
            @Nullable SecureChannel secure,
            TransportOptions options,
            SessionHandler.Factory handlers) {
        try {
            NioSession session = new NioSession(endpoint, loop, channel, secure, options);
            session.conversation.begin(handlers);
            if (secure != null) {
                // What came together with the end of the handshake.
                session.readOn();
            }
        } catch (IOException | RuntimeException | Error e) {
            // The guest was gone before he was here, most likely.
            log.debug("A connection broke off: {}", e.toString());
            close(secure == null ? channel : secure);
            endpoint.sessionEnded();
        }
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
                loop.execute(this::beginClosing);
            } catch (RejectedExecutionException e) {
                log.debug("{} was ended with its loop", this);
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
            if (key.isReadable()) {
                read();
            }
            if (key.isValid() && key.isWritable()) {
                write();
            }
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
    }

    /** Returns how many bytes there were; -1 at the end of input. */
    private int read() throws IOException {
        ByteBuffer buffer = loop.readBuffer();
        // Behind the end of its output a secure channel deciphers nothing any more; what comes is only dropped.
        int bytes = state == State.LINGERING ? channel.read(buffer) : in.read(buffer);
        if (secure != null) {
            lookInto(secure, buffer);
        }
        if (bytes < 0) {
            inputEnds();
        } else if (state == State.OPEN) {
            conversation.hear(buffer.flip());
        }
        return bytes;
    }

    /** For what a selector does not know of: input that the channel holds already, and answers of its own that wait for room. */
    private void lookInto(SecureChannel secure, ByteBuffer read) throws IOException {
        if (!read.hasRemaining()) {
            loop.continueNextTurn(this::readOn);
        }
        if (!secure.flush()) {
            want(SelectionKey.OP_WRITE, true);
        }
    }

    private void readOn() {
        if (state == State.ENDED || !wants(SelectionKey.OP_READ)) {
            return;
        }
        try {
            read();
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
    }

    private void inputEnds() {
        inputEnded = true;
        want(SelectionKey.OP_READ, false);
        if (state == State.LINGERING) {
            end(new CloseReason.PeerClosed());
        } else {
            close(new CloseReason.PeerClosed());
        }
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
            for (long sum = 0; state == State.OPEN && last > 0 && sum < MAX_LAST_READ; sum += last) {
                last = read();
            }
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
        if (state == State.OPEN) {
            want(SelectionKey.OP_READ, false);
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
        } else if (!wants(SelectionKey.OP_WRITE)) {
            try {
                write();
            } catch (IOException e) {
                end(new CloseReason.ConnectionLost(e));
            }
        }
    }

    private void write() throws IOException {
        Progress progress = outbox.writeTo(out, MAX_WRITE_A_TURN);
        switch (secure == null ? progress : passedOn(secure, progress)) {
            case DRAINED -> want(SelectionKey.OP_WRITE, false);
            case BLOCKED -> want(SelectionKey.OP_WRITE, true);
            case MORE -> {
                if (!wants(SelectionKey.OP_WRITE)) {
                    loop.continueNextTurn(this::flush);
                }
            }
            case FINISHED -> {
                want(SelectionKey.OP_WRITE, false);
                beginClosing();
                linger();
            }
            case FELL_BEHIND -> end(new CloseReason.FellBehind(outbox.waitingBytes()));
        }
    }

    /** What a secure channel has taken may not be with the socket yet; then it is the socket that is full. */
    private static Progress passedOn(SecureChannel secure, Progress progress) throws IOException {
        boolean passed = progress == Progress.FINISHED ? secure.endOutput() : secure.flush();
        return passed || progress == Progress.FELL_BEHIND ? progress : Progress.BLOCKED;
    }

    private boolean wants(int operation) {
        return (key.interestOps() & operation) != 0;
    }

    private void want(int operation, boolean wanted) {
        int now = key.interestOps();
        int then = wanted ? now | operation : now & ~operation;
        if (now != then) {
            key.interestOps(then);
        }
    }

    // --- Closing.

    private void beginClosing() {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        conversation.end();
        want(SelectionKey.OP_READ, !inputEnded);
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
        } else {
            channel.shutdownOutput();
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

    /** Ends it here and now. The reason counts only if there was none before. */
    private void end(CloseReason reason) {
        if (state == State.ENDED) {
            return;
        }
        conversation.close(reason);
        // Before the handler hears of it: what it sends then is refused.
        outbox.discard();
        boolean wasOpen = state == State.OPEN;
        state = State.ENDED;
        if (wasOpen) {
            conversation.end();
        }
        close(secure == null ? channel : secure);
        endpoint.sessionEnded();
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("Closing a socket: {}", e.getMessage());
        }
    }
}
