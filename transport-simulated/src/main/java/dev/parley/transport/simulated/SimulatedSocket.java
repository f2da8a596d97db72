package dev.parley.transport.simulated;

import static java.util.Objects.requireNonNull;

import dev.parley.wire.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, non-blocking. It behaves as sockets do: a write takes what fits, or less; what is not read stays
 * in a buffer, and then in the sender's; closing with unread input breaks the connection, and loses what was under way.
 *
 * <p>Thread: whoever runs in the simulation, events included.
 */
public final class SimulatedSocket implements ByteSink {
    /** What fits into either buffer of a guest, unless he wants less. */
    public static final int USUAL_BUFFER_BYTES = 64 * 1024;

    private final Simulation simulation;
    private final String name;
    private final int port;

    private @Nullable Pipe in;
    private @Nullable Pipe out;
    private @Nullable SimulatedSocket otherEnd;
    private Runnable whenChanged = () -> {};
    private boolean closed;
    private @Nullable String brokenBecause;

    private SimulatedSocket(Simulation simulation, String name, int port) {
        this.simulation = simulation;
        this.name = name;
        this.port = port;
    }

    /** Both ends of a new connection; the result is the guest's, and its {@link #otherEnd} the server's. */
    static SimulatedSocket connected(Simulation simulation, int port, int guestBufferBytes, int serverSendBytes) {
        SimulatedSocket guest = new SimulatedSocket(simulation, "guest " + port, port);
        SimulatedSocket server = new SimulatedSocket(simulation, "session " + port, port);
        guest.otherEnd = server;
        server.otherEnd = guest;
        guest.out = server.in = new Pipe(simulation, guest, USUAL_BUFFER_BYTES, server, USUAL_BUFFER_BYTES);
        server.out = guest.in = new Pipe(simulation, server, serverSendBytes, guest, guestBufferBytes);
        return guest;
    }

    SimulatedSocket otherEnd() {
        return requireNonNull(otherEnd);
    }

    /** The port of the guest's end, by which both ends know the connection. */
    public int port() {
        return port;
    }

    /** Has {@code action} called, in an event, whenever there is something to read or room to write, or an end. */
    public void whenChanged(Runnable action) {
        whenChanged = action;
    }

    /**
     * Reads what has arrived, as much as fits.
     *
     * @return how many bytes; 0 if nothing is there now, -1 at the end
     * @throws IOException if the connection has broken, or this end is closed
     */
    public int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        int bytes = in().read(target);
        if (bytes > 0) {
            return bytes;
        }
        if (brokenBecause != null) {
            throw new IOException("Connection reset: " + brokenBecause);
        }
        return in().isReadToItsEnd() ? -1 : 0;
    }

    /**
     * Writes as much as is taken now, which may be nothing, or less than would fit.
     *
     * @throws IOException if the connection has broken, or this end or its output is closed
     */
    @Override
    public int write(ByteBuffer source) throws IOException {
        if (closed || out().isEnded()) {
            throw new ClosedChannelException();
        }
        if (brokenBecause != null) {
            throw new IOException("Broken pipe: " + brokenBecause);
        }
        return out().take(source);
    }

    /** Sends no more, but still reads. */
    public void shutdownOutput() {
        if (!closed && brokenBecause == null && !out().isEnded()) {
            simulation.note(name + " sends no more");
            out().end();
        }
    }

    /** Closes both directions. What was written still arrives, unless there is unread input, which breaks the connection. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (in().unreadBytes() > 0 && brokenBecause == null) {
            reset();
        } else {
            simulation.note(name + " closes");
            closed = true;
            out().end();
        }
    }

    /** Breaks the connection: the other end sees an error, and what was under way is lost. */
    public void reset() {
        if (closed) {
            return;
        }
        simulation.note(name + " resets");
        closed = true;
        out().drop();
        simulation.runSoon(() -> otherEnd().breakOff("the other end broke it"));
    }

    int unreadBytes() {
        return in().unreadBytes();
    }

    boolean isClosed() {
        return closed;
    }

    /** The connection is no more; this end learns it now. */
    void breakOff(String why) {
        if (!closed && brokenBecause == null) {
            simulation.note(name + " is broken: " + why);
            brokenBecause = why;
            out().drop();
            changed();
        }
    }

    void changed() {
        whenChanged.run();
    }

    @Override
    public String toString() {
        return name;
    }

    private Pipe in() {
        return requireNonNull(in);
    }

    private Pipe out() {
        return requireNonNull(out);
    }
}
