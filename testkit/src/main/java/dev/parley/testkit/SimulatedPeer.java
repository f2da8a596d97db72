package dev.parley.testkit;

import dev.parley.transport.simulated.SimulatedSocket;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A guest on the network of a simulation, in which time goes on while he waits. */
final class SimulatedPeer implements Peer {
    private static final int READ_BYTES = 64 * 1024;

    private final Simulation simulation;
    private final SimulatedSocket socket;
    private final ByteBuffer read = ByteBuffer.allocate(READ_BYTES).flip();
    private long changes;
    private boolean ended;
    private Runnable whenChanged = () -> {};

    SimulatedPeer(Simulation simulation, SimulatedSocket socket) {
        this.simulation = simulation;
        this.socket = socket;
        socket.whenChanged(this::changed);
    }

    private void changed() {
        changes++;
        whenChanged.run();
    }

    @Override
    public int port() {
        return socket.port();
    }

    // --- Sending.

    @Override
    public void send(byte[] bytes) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            long before = changes;
            if (socket.write(source) == 0 && !simulation.await(hasChangedSince(before), Deadline.limit())) {
                throw new AssertionError("nothing was taken for " + Deadline.limit().toMillis() + " ms");
            }
        }
    }

    @Override
    public void flood(String text) {
        simulation.fork(() -> {
            while (true) {
                // Ends by an exception, when the connection does.
                send(text);
            }
        });
    }

    // --- Ending.

    @Override
    public void halfClose() {
        socket.shutdownOutput();
    }

    @Override
    public void reset() {
        socket.reset();
    }

    @Override
    public void close() {
        socket.close();
    }

    // --- Reading.

    @Override
    public int read() throws IOException {
        if (!read.hasRemaining() && !readSome()) {
            return -1;
        }
        return Byte.toUnsignedInt(read.get());
    }

    @Override
    public int readNow(byte[] target) throws IOException {
        if (read.hasRemaining()) {
            int bytes = Math.min(target.length, read.remaining());
            read.get(target, 0, bytes);
            return bytes;
        }
        return socket.read(ByteBuffer.wrap(target));
    }

    @Override
    public String readLineAfter(Duration pause) throws IOException {
        simulation.pass(pause);
        return readLine();
    }

    /** False at the end. */
    private boolean readSome() {
        try {
            int bytes = 0;
            while (bytes == 0) {
                long before = changes;
                bytes = socket.read(read.clear());
                read.flip();
                if (bytes == 0 && !simulation.await(hasChangedSince(before), Deadline.limit())) {
                    throw new AssertionError("nothing came for " + Deadline.limit().toMillis() + " ms");
                }
            }
            return bytes > 0;
        } catch (IOException e) {
            throw new AssertionError("the connection broke: " + e.getMessage(), e);
        }
    }

    private BooleanSupplier hasChangedSince(long before) {
        return () -> changes != before;
    }

    // --- For a guest who reads as things come.

    /** Has {@code action} called, in an event, when something has come. */
    void whenChanged(Runnable action) {
        whenChanged = action;
    }

    /** What has come and was not read, without waiting; empty if there is nothing now, or never will be. */
    byte[] readArrived() throws IOException {
        if (!read.hasRemaining() && !ended) {
            ended = socket.read(read.clear()) < 0;
            read.flip();
        }
        byte[] bytes = new byte[read.remaining()];
        read.get(bytes);
        return bytes;
    }

    /** Whether {@link #readArrived} has come to the end of the stream. */
    boolean hasEnded() {
        return ended;
    }
}
