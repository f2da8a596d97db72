package dev.parley.transport.nio;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import dev.parley.spi.CarefulLog;
import dev.parley.spi.Conversation;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

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
final class NioSession implements Session, EventLoop.Ready {
    private static final CarefulLog log = CarefulLog.of(NioSession.class);

    /** The most that is written to one member a turn, so that a deep backlog does not delay the loop's others. */
    private static final int MAX_WRITE_A_TURN = 256 * 1024;

    /**
     * The most that one read brings, at first and after each pause; who talks on gets twice as much with each read that is full. So
     * somebody who is to be slowed down is not far over it when the pause comes.
     */
    private static final int MIN_READ_BYTES = 512;

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
    private final TransportOptions options;
    private final SocketAddress peer;
    private final Outbox outbox;
    private final Conversation conversation;

    /** Whether the program wants no lines until it resumes. Set by any thread; the last one counts. */
    private volatile boolean paused;

    // Owned by the loop.
    private final SelectionKey key;
    private State state = State.OPEN;
    private int readBytes = MIN_READ_BYTES;
    private boolean inputEnded;
    private boolean readingStopped;
    private boolean stopping;

    private NioSession(NioEndpoint endpoint, EventLoop loop, SocketChannel channel, TransportOptions options)
            throws IOException {
        this.endpoint = endpoint;
        this.loop = loop;
        this.channel = channel;
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
            TransportOptions options,
            SessionHandler.Factory handlers) {
        try {
            new NioSession(endpoint, loop, channel, options).conversation.begin(handlers);
        } catch (Throwable e) {
            NioEndpoint.hangUp(channel);
            endpoint.sessionEnded();
            if (e instanceof IOException) {
                // The guest was gone before he was here, most likely.
                log.debug("A connection broke off: {}", e.toString());
            } else {
                log.error("A session could not begin", e);
            }
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
            return;
        }
        try {
            loop.execute(() -> guarded(this::readUnlessPaused));
        } catch (RejectedExecutionException e) {
            log.debug("{} was ended with its loop", this);
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (conversation.close(reason)) {
            outbox.finish();
            try {
                loop.execute(() -> guarded(this::beginClosing));
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
            if (key.isReadable() && !(paused && state == State.OPEN)) {
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
        int most = Math.min(readBytes, buffer.capacity());
        int bytes = channel.read(buffer.limit(most));
        if (bytes == most) {
            readBytes = 2 * most;
        }
        if (bytes < 0) {
            inputEnds();
            return bytes;
        }
        loop.stats().read(bytes);
        if (state == State.OPEN) {
            conversation.hear(buffer.flip());
        }
        return bytes;
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

    /** A socket in whose input nobody is interested costs no turn of the loop. */
    private void readUnlessPaused() {
        if (state == State.OPEN && !inputEnded && !readingStopped) {
            want(SelectionKey.OP_READ, !paused);
            readBytes = MIN_READ_BYTES;
        }
    }

    /** Hands over what has arrived already, then reads no more while the session is open. Only the first call does. */
    void stopReading() {
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
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    private void write() throws IOException {
        switch (outbox.writeTo(loop.output(channel), MAX_WRITE_A_TURN)) {
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
        } else if (conversation.isOverALimit()) {
            dropUnread();
            end(new CloseReason.PeerClosed());
        } else {
            channel.shutdownOutput();
            lingerBrieflyIfStopping();
        }
    }

    private void dropUnread() throws IOException {
        int last = 1;
        for (long sum = 0; last > 0 && sum < MAX_LAST_READ; sum += last) {
            last = channel.read(loop.readBuffer());
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

    /** The endpoint's stop begins, ... */
    void stop() {
        stopping = true;
        lingerBrieflyIfStopping();
        close(new CloseReason.Stopped());
    }

    /** ... and its grace is over. */
    void cutOff() {
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
            NioEndpoint.hangUp(channel);
            endpoint.sessionEnded();
        }
    }
}
