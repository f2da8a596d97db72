package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.Endpoint;
import dev.parley.transport.simulated.SimulatedSocket;
import dev.parley.transport.simulated.Simulation;
import dev.parley.transport.simulated.Weather;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One guest's line to the server, in a simulation that has settled whenever a test goes on. */
final class Line {
    private final Simulation simulation;
    private final SimulatedSocket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean reads = true;
    private boolean ended;

    private Line(Simulation simulation, SimulatedSocket socket) {
        this.simulation = simulation;
        this.socket = socket;
    }

    /** With seed 0 the weather is calm, so what is sent at once arrives in one packet; else it is rough. */
    static Simulation simulation(long seed) {
        return Simulation.withSeed(seed, seed == 0 ? Weather.calm() : Weather.rough());
    }

    /** A guest connects. */
    static Line connect(Simulation simulation, Endpoint endpoint) {
        return connect(simulation, endpoint, SimulatedSocket.USUAL_BUFFER_BYTES);
    }

    /** A guest for whom so many bytes fit into the network while he does not read. */
    static Line connect(Simulation simulation, Endpoint endpoint, int bufferBytes) {
        try {
            return new Line(simulation, simulation.connect(endpoint.address(), bufferBytes));
        } catch (IOException e) {
            throw new AssertionError("nobody listens", e);
        }
    }

    Line sends(String text) {
        return sends(text.getBytes(UTF_8));
    }

    Line sends(byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (writes(source)) {
            simulation.settle();
        }
        return this;
    }

    /** Sends without waiting for anything. */
    void writes(String text) {
        offers(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    /** Sends as much of it as is taken at once; the rest remains. */
    void offers(ByteBuffer source) {
        while (writes(source)) {}
    }

    /** Whether at least some of it was taken. */
    boolean takes(byte[] bytes) {
        return writes(ByteBuffer.wrap(bytes));
    }

    /** False if nothing was taken; what is sent to a server that has hung up is lost. */
    private boolean writes(ByteBuffer source) {
        try {
            return socket.write(source) > 0;
        } catch (IOException lost) {
            return false;
        }
    }

    /** Everything the guest has got since the last call. */
    String gets() {
        return new String(getsBytes(), UTF_8);
    }

    byte[] getsBytes() {
        receive();
        byte[] bytes = received.toByteArray();
        received.reset();
        return bytes;
    }

    void stopsReading() {
        reads = false;
    }

    void readsOn() {
        reads = true;
    }

    /** Is gone without a word. */
    void breaks() {
        socket.reset();
        simulation.settle();
    }

    /** Sends no more; what still comes can be read. */
    void hangsUp() {
        socket.shutdownOutput();
        simulation.settle();
    }

    /** Whether the server has closed, and everything before is read. */
    boolean isEnded() {
        receive();
        return ended;
    }

    private void receive() {
        ByteBuffer target = ByteBuffer.allocate(SimulatedSocket.USUAL_BUFFER_BYTES);
        simulation.settle();
        try {
            while (reads && !ended && socket.read(target.clear()) != 0) {
                received.write(target.array(), 0, target.position());
                ended = target.position() == 0;
                simulation.settle();
            }
        } catch (IOException lost) {
            ended = true;
        }
    }
}
