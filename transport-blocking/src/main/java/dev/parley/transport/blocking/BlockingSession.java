package dev.parley.transport.blocking;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import dev.parley.spi.CarefulLog;
import dev.parley.spi.Conversation;
import dev.parley.spi.Pulse;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One blocking connection. A thread of its own listens for as long as the session lives. Another one writes, while there is
 * something to write: its {@link Writer}. Thereby an idle guest costs one waiting thread and a small buffer, and a guest who
 * does not read blocks one writer: his own.
 *
 * <p>After a close, whatever the guest still sends is read and dropped: closing a socket with unread input makes the kernel
 * reset it, and the guest would lose what was sent to him.
 */
final class BlockingSession implements Session {
    private static final CarefulLog log = CarefulLog.of(BlockingSession.class);

    /** The most that is read from one guest when the endpoint stops. */
    private static final int MAX_LAST_READ = 1024 * 1024;

    /** How long a stop waits for a guest to close his end after he was sent everything. */
    private static final Duration STOP_LINGER = Duration.ofSeconds(1);

    private final BlockingEndpoint endpoint;
    private final String transport;
    private final Connection connection;
    private final SocketAddress peer;
    private final TransportOptions options;
    private final Outbox outbox;

    /** Its calls are made under its own lock, so that they never overlap, and see what the one before did. */
    private final Conversation conversation;

    /** Shows whether the handler comes back from its calls. Guarded by the lock of the conversation. */
    private final Pulse pulse = new Pulse(this);

    private final Writer writer;
    private final AtomicBoolean socketClosed = new AtomicBoolean();

    /** The handler must have been told, and the socket be closed, before the session counts as ended. */
    private final AtomicInteger endsMissing = new AtomicInteger(2);

    private final Pause pause = new Pause();

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
            @Nullable SecuredSocket secured)
            throws IOException {
        this.endpoint = endpoint;
        this.transport = transport;
        this.options = options;
        connection = new Connection(socket, options, secured);
        peer = connection.peer();
        outbox = new Outbox(endpoint.courier(), this::flush, options.maxOutboxBytes());
        writer = new Writer(this, outbox, connection.out, endpoint.written(), endpoint.threads());
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
    public void pauseReading() {
        pause.set(true);
    }

    @Override
    public void resumeReading() {
        pause.set(false);
    }

    @Override
    public void close(CloseReason reason) {
        if (conversation.close(reason)) {
            pause.lift();
            try {
                outbox.finish();
            } finally {
                // Where there was no memory for the end, the close timeout, or that of a stop, makes one.
                tellClosedSoon();
            }
        }
    }

    private void tellClosedSoon() {
        try {
            endpoint.courier().execute(this::tellClosed);
        } catch (RejectedExecutionException e) {
            log.debug("{} was ended with its endpoint", this);
        }
    }

    @Override
    public String toString() {
        return transport + " " + peer;
    }

    /** Thread: the watchdog's. */
    Pulse pulse() {
        return pulse;
    }

    // --- Reading. Thread: the session's own.

    void run(SessionHandler.Factory handlers) {
        try {
            connection.establish();
            converse(() -> conversation.begin(handlers));
            listen();
            inputEnded = true;
            listensNoMore();
            close(new CloseReason.PeerClosed());
            endIfDone();
        } catch (Throwable e) {
            listensNoMore();
            fail(e);
        }
    }

    /** Returns at the end of input. What comes after the endpoint has stopped reading is dropped. */
    private void listen() throws IOException {
        ReadBuffer reads = new ReadBuffer();
        int last = 0;
        ByteBuffer buffer = reads.next(0);
        for (int bytes = read(buffer); bytes >= 0; bytes = read(buffer)) {
            endpoint.sessionRead(bytes);
            holding = true;
            if (!deaf) {
                hear(buffer.flip());
            }
            // First this, then that: whoever stops reading does it the other way round, so one of the two sees the other.
            holding = false;
            if (lingering) {
                endIfDone();
            }
            if (readingStopped) {
                last += bytes;
                hearNoMoreIf(last > MAX_LAST_READ || pause.isOn() || !connection.hasArrived());
            }
            buffer = reads.next(bytes);
        }
    }

    private int read(ByteBuffer buffer) throws IOException {
        pause.await();
        int bytes = connection.in.read(buffer);
        // While he waited for that, somebody may have paused the session: what he has got is not heard before its time.
        pause.await();
        return bytes;
    }

    private void hear(ByteBuffer read) {
        synchronized (conversation) {
            pulse.begins();
            try {
                conversation.hear(read);
            } finally {
                pulse.rests();
            }
        }
    }

    /** For the first call and the last one; reads are too frequent for one object more. */
    private void converse(Runnable call) {
        synchronized (conversation) {
            pulse.begins();
            try {
                call.run();
            } finally {
                pulse.rests();
            }
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

    /** The same for a reader who waits for input, or for the end of a pause, and so does not see that. Thread: the one that stops the endpoint. */
    void hearNoMoreIfIdle() {
        try {
            if (pause.isOn() || (!holding && !connection.hasArrived())) {
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
            fallBehind();
        } else {
            writer.wake();
        }
    }

    /** Nothing can be done about it now. If that cannot even be put off, the session is lost. */
    void tryAgainSoon(Runnable action, Throwable cause) {
        try {
            endpoint.runWhenShortageMayBeOver(action, cause);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    void fallBehind() {
        end(new CloseReason.FellBehind(outbox.waitingBytes()));
    }

    // --- Closing. Thread: any.

    private void tellClosed() {
        try {
            if (!stopping && !socketClosed.get()) {
                endpoint.runAfter(options.closeTimeout(), this::timeOut);
            }
        } finally {
            converse(conversation::end);
            oneEndLess();
        }
    }

    /** All is written. Waits for the guest to have read it, which he shows by closing, until the close timeout. */
    void linger() throws IOException {
        connection.endOutput();
        lingering = true;
        endIfDone();
        lingerBrieflyIfStopping();
    }

    private void lingerBrieflyIfStopping() {
        if (stopping && lingering && !socketClosed.get()) {
            endpoint.runAfter(STOP_LINGER, this::timeOut);
        }
    }

    private void endIfDone() throws IOException {
        if (lingering && (inputEnded || (conversation.isSentAway() && !connection.socketHasInput()))) {
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

    /** No thread could be had for it: the program has not heard of it, and never will. Thread: the acceptor's. */
    void abandon() {
        conversation.close(new CloseReason.Ended("there was no thread for it"));
        listensNoMore();
        endsMissing.decrementAndGet();
        end(new CloseReason.Stopped());
    }

    /** Whatever goes wrong in here ends this session, and nobody else's. */
    void fail(Throwable failure) {
        if (failure instanceof IOException lost) {
            end(new CloseReason.ConnectionLost(lost));
            return;
        }
        try {
            end(new CloseReason.ConnectionLost(new IOException("serving it failed", failure)));
        } finally {
            log.error("{} failed", this, failure);
        }
    }

    /** Ends it here and now. The reason counts only if there was none before. */
    private void end(CloseReason reason) {
        try {
            close(reason);
        } finally {
            closeSocket();
        }
    }

    private void closeSocket() {
        if (socketClosed.compareAndSet(false, true)) {
            try {
                connection.close();
            } catch (IOException e) {
                log.debug("Closing {}: {}", this, e.getMessage());
            }
            writer.end();
            oneEndLess();
        }
    }

    private void oneEndLess() {
        if (endsMissing.decrementAndGet() == 0) {
            endpoint.sessionEnded(this);
        }
    }
}
