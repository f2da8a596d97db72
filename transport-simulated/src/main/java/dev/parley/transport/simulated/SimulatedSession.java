package dev.parley.transport.simulated;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.spi.Conversation;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * One connection of a {@link SimulatedEndpoint}. It goes through the same states as one on a non-blocking socket:
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
 * <p>Thread: {@link #close}, pausing and sending any; everything else whoever runs in the simulation.
 */
final class SimulatedSession implements Session {
    /** The most that one read brings: at first and after a pause little, twice as much with each one that is full. */
    private static final int MIN_READ_BYTES = 512;

    private static final int MAX_READ_BYTES = 64 * 1024;
    private static final int MAX_WRITE_A_TURN = 256 * 1024;

    /** The most that is read from one guest when the endpoint stops. */
    private static final int MAX_LAST_READ = 1024 * 1024;

    /** How long a stop waits for a guest to close his end after he was sent everything. */
    private static final Duration STOP_LINGER = Duration.ofSeconds(1);

    private enum State {
        OPEN,
        CLOSING,
        LINGERING,
        ENDED
    }

    private final SimulatedEndpoint endpoint;
    private final Simulation simulation;
    private final SimulatedSocket socket;
    private final Outbox outbox;
    private final Conversation conversation;

    /** Whether the program wants no lines until it resumes. */
    private volatile boolean paused;

    private State state = State.OPEN;
    private boolean inputEnded;
    private boolean readingStopped;
    private boolean stopping;
    private boolean readDue;
    private int readBytes = MIN_READ_BYTES;
    private boolean blocked;

    SimulatedSession(SimulatedEndpoint endpoint, Executor loop, SimulatedSocket socket) {
        this.endpoint = endpoint;
        this.simulation = endpoint.simulation();
        this.socket = socket;
        outbox = new Outbox(loop, this::flush, endpoint.options().maxOutboxBytes());
        conversation = new Conversation(this, endpoint.options().maxLineBytes());
    }

    void begin(SessionHandler.Factory handlers) {
        simulation.note(socket + " opens");
        socket.whenChanged(this::socketChanged);
        conversation.begin(handlers);
        readSoon();
    }

    // --- Session. Thread: any.

    @Override
    public SocketAddress peer() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.port());
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
        simulation.runSoon(this::readSoon);
    }

    @Override
    public void close(CloseReason reason) {
        if (conversation.close(reason)) {
            simulation.note(socket + " is closed: " + reason);
            outbox.finish();
            simulation.runSoon(this::beginClosing);
        }
    }

    @Override
    public String toString() {
        return socket.toString();
    }

    // --- Reading.

    private void socketChanged() {
        readSoon();
        if (blocked) {
            blocked = false;
            flush();
        }
    }

    /** Not at once: meanwhile more may come, which one read then takes together. */
    private void readSoon() {
        if (!readDue && !inputEnded && state != State.ENDED) {
            readDue = true;
            simulation.runSoon(this::read);
        }
    }

    private void read() {
        readDue = false;
        if (state == State.ENDED || (state == State.OPEN && (readingStopped || paused))) {
            readBytes = MIN_READ_BYTES;
            return;
        }
        try {
            if (readOnce() > 0) {
                readSoon();
            }
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
    }

    /** Returns how many bytes there were; -1 at the end of input. */
    private int readOnce() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.max(1, Math.min(socket.unreadBytes(), readBytes)));
        int bytes = socket.read(buffer);
        if (bytes == readBytes) {
            readBytes = Math.min(2 * bytes, MAX_READ_BYTES);
        }
        if (bytes < 0) {
            inputEnds();
        } else if (bytes > 0 && state == State.OPEN) {
            simulation.note(socket + " reads " + bytes + " bytes");
            conversation.hear(buffer.flip());
        }
        return bytes;
    }

    private void inputEnds() {
        inputEnded = true;
        if (state == State.LINGERING) {
            end(new CloseReason.PeerClosed());
        } else {
            close(new CloseReason.PeerClosed());
        }
    }

    /** Hands over what has arrived already, then reads no more while the session is open. */
    void stopReading() {
        try {
            int last = 1;
            for (long sum = 0; state == State.OPEN && !paused && last > 0 && sum < MAX_LAST_READ; sum += last) {
                last = readOnce();
            }
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
        readingStopped = true;
    }

    // --- Writing.

    private void flush() {
        if (state == State.LINGERING || state == State.ENDED) {
            return;
        }
        if (outbox.hasFallenBehind()) {
            fallBehind();
        } else if (!blocked) {
            try {
                write();
            } catch (IOException e) {
                end(new CloseReason.ConnectionLost(e));
            }
        }
    }

    private void write() throws IOException {
        switch (outbox.writeTo(socket, MAX_WRITE_A_TURN)) {
            case DRAINED -> {}
            case BLOCKED -> blocked = true;
            case MORE -> simulation.runSoon(this::flush);
            case FINISHED -> {
                beginClosing();
                linger();
            }
            case FELL_BEHIND -> fallBehind();
        }
    }

    private void fallBehind() {
        end(new CloseReason.FellBehind(outbox.waitingBytes()));
    }

    // --- Closing.

    private void beginClosing() {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        conversation.end();
        readSoon();
        flush();
        if (state != State.ENDED && !stopping) {
            endAfter(endpoint.options().closeTimeout());
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
            socket.shutdownOutput();
            lingerBrieflyIfStopping();
        }
    }

    /** Closing a socket with unread input resets it. */
    private void dropUnread() throws IOException {
        ByteBuffer dropped = ByteBuffer.allocate(MAX_READ_BYTES);
        while (socket.read(dropped.clear()) > 0) {}
    }

    private void lingerBrieflyIfStopping() {
        if (stopping && state == State.LINGERING) {
            endAfter(STOP_LINGER);
        }
    }

    private void endAfter(Duration time) {
        simulation.agenda().addTimer(time.toNanos(), this::timeOut);
    }

    private void timeOut() {
        if (stopping && state == State.CLOSING) {
            endpoint.sessionCutOff();
        }
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
        simulation.note(socket + " ends");
        if (wasOpen) {
            conversation.end();
        }
        socket.close();
        endpoint.sessionEnded(this);
    }
}
