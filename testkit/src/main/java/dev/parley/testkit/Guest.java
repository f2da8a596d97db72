package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.transport.simulated.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A guest of a {@link SimulatedRoom}, behind a connection of his own. What comes is read as it arrives, unless he
 * {@linkplain #stalls() stalls}, and kept until the test asks for it.
 *
 * <p>Thread: the test, and what it forks off the simulation. What he cannot do fails with an {@link AssertionError}.
 */
public final class Guest {
    private final String name;
    private final Simulation simulation;
    private final SimulatedPeer peer;

    /** Everything up to and including the welcome. */
    private final String greeting;

    /** What has come of the greeting, then of the line whose end has not come yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private final Queue<String> waiting = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private boolean joined;
    private boolean stalled;
    private @Nullable String end;

    Guest(String name, String greeting, Simulation simulation, SimulatedPeer peer) {
        this.name = name;
        this.greeting = greeting;
        this.simulation = simulation;
        this.peer = peer;
        peer.whenChanged(this::read);
    }

    public String name() {
        return name;
    }

    /** Sends a line, which is under way then: it is heard while the test waits for something. */
    public void says(String line) {
        try {
            peer.sendLine(line);
        } catch (IOException e) {
            throw new AssertionError(name + " cannot say '" + line + "': " + e.getMessage() + soFar(), e);
        }
    }

    /** The next line, for which he waits if it has not come. Everything that he hears is asked for in turn, notices too. */
    public String hears() {
        simulation.await(() -> !waiting.isEmpty() || end != null, Deadline.limit());
        String line = waiting.poll();
        if (line == null) {
            String why = end != null ? end : "nothing came for " + Deadline.limit().toMillis() + " ms";
            throw new AssertionError(name + " hears nothing: " + why + soFar());
        }
        heard.add(line);
        return line;
    }

    /** Fails if anything comes that he was not asked for, once everything has settled that is under way. */
    public void hearsNothing() {
        simulation.settle();
        if (!waiting.isEmpty() || begun.size() > 0) {
            throw new AssertionError(name + " hears something" + soFar());
        }
    }

    /** Waits until the server has hung up, or the connection broke. Fails if there is a line to hear first, or no end. */
    public void hearsTheEnd() {
        simulation.await(() -> !waiting.isEmpty() || end != null, Deadline.limit());
        if (end == null || !waiting.isEmpty()) {
            throw new AssertionError(name + " does not hear the end" + soFar());
        }
    }

    /** Hangs up. What he has said still arrives, unless he stalls and has something to read. */
    public void leaves() {
        peer.close();
    }

    /** Reads no more, as somebody on a bad network. The server's lines pile up, first in his buffer, then in its own. */
    public void stalls() {
        stalled = true;
    }

    /** Reads on. */
    public void resumes() {
        stalled = false;
        read();
    }

    /** His connection, for all that one cannot say in lines: half of one, bytes, floods, resets. To read there, he has to stall. */
    public Peer peer() {
        return peer;
    }

    @Override
    public String toString() {
        return name;
    }

    // --- Called by what makes guests.

    /** Says his name, and waits until he is in the room. */
    void joins() throws IOException {
        peer.sendLine(name);
        simulation.await(() -> joined || end != null, Deadline.limit());
        if (!joined) {
            throw new AssertionError(name + " was not let in; the server said '" + begun.toString(UTF_8) + "'");
        }
    }

    /** What has come so far was no part of the test. */
    void forgets() {
        waiting.clear();
    }

    // --- Reading.

    private void read() {
        if (stalled || end != null) {
            return;
        }
        try {
            for (byte[] bytes = peer.readArrived(); bytes.length > 0; bytes = peer.readArrived()) {
                for (byte b : bytes) {
                    take(b);
                }
            }
            end = peer.hasEnded() ? "the server has hung up" : null;
        } catch (IOException e) {
            end = "the connection broke: " + e.getMessage();
        }
    }

    private void take(byte b) {
        if (joined && b == '\n') {
            waiting.add(begun.toString(UTF_8));
            begun.reset();
            return;
        }
        begun.write(b);
        if (!joined && begun.toString(UTF_8).equals(greeting)) {
            joined = true;
            begun.reset();
        }
    }

    private String soFar() {
        return "\n  heard before: " + heard + "\n  come since:   " + waiting
                + (begun.size() == 0 ? "" : "\n  half a line:  '" + begun.toString(UTF_8) + "'");
    }
}
