package dev.parley.transport.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ends of a connection, without a transport behind one of them. */
class SimulatedSocketTest {
    private static final int PORT = 40_000;
    private static final int BUFFER_BYTES = 1000;

    private final Simulation simulation = Simulation.withSeed(1, Weather.calm());
    private final SimulatedSocket near = connected(simulation);
    private final SimulatedSocket far = near.otherEnd();

    @Test
    void allBytesArriveInOrderInEveryWeather() throws IOException {
        byte[] sent = new byte[20_000];
        new Random(1).nextBytes(sent);
        Weather gale = new Weather(Duration.ofNanos(1), Duration.ofSeconds(1), 100, 50, Duration.ofMinutes(1), 0);
        for (Weather weather : List.of(Weather.calm(), Weather.rough(), gale)) {
            for (long seed = 1; seed <= 50; seed++) {
                byte[] got = carry(sent, Simulation.withSeed(seed, weather));
                assertThat(got).as("seed %d, %s", seed, weather).isEqualTo(sent);
            }
        }
    }

    @Test
    void whatIsNotReadFillsBothBuffers() throws IOException {
        assertThat(fill(near)).isEqualTo(SimulatedSocket.USUAL_BUFFER_BYTES * 2);
        assertThat(far.read(ByteBuffer.allocate(100))).isEqualTo(100);
        simulation.settle();
        assertThat(near.write(ByteBuffer.allocate(1000))).isEqualTo(100);
    }

    @Test
    void afterTheEndOfOutputStillReads() throws IOException {
        near.write(ByteBuffer.allocate(10));
        near.shutdownOutput();
        simulation.settle();
        assertThat(far.read(ByteBuffer.allocate(100))).isEqualTo(10);
        assertThat(far.read(ByteBuffer.allocate(100))).isEqualTo(-1);
        assertThatThrownBy(() -> near.write(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        far.write(ByteBuffer.allocate(5));
        simulation.settle();
        assertThat(near.read(ByteBuffer.allocate(100))).isEqualTo(5);
    }

    @Test
    void whatWasWrittenBeforeAClosingArrives() throws IOException {
        near.write(ByteBuffer.allocate(10));
        near.close();
        simulation.settle();
        assertThat(far.read(ByteBuffer.allocate(100))).isEqualTo(10);
        assertThat(far.read(ByteBuffer.allocate(100))).isEqualTo(-1);
        assertThatThrownBy(() -> near.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aResetDropsWhatIsUnderWay() throws IOException {
        near.write(ByteBuffer.allocate(10));
        near.reset();
        simulation.settle();
        assertThatThrownBy(() -> far.read(ByteBuffer.allocate(100))).isInstanceOf(IOException.class).hasMessageStartingWith("Connection reset");
        assertThatThrownBy(() -> far.write(ByteBuffer.allocate(1))).isInstanceOf(IOException.class).hasMessageStartingWith("Broken pipe");
    }

    @Test
    void closingWithUnreadInputBreaks() throws IOException {
        far.write(ByteBuffer.allocate(10));
        simulation.settle();
        near.write(ByteBuffer.allocate(10));
        near.close();
        simulation.settle();
        assertThatThrownBy(() -> far.read(ByteBuffer.allocate(100))).isInstanceOf(IOException.class);
    }

    @Test
    void whatArrivesAfterAClosingBreaks() throws IOException {
        near.close();
        far.write(ByteBuffer.allocate(10));
        simulation.settle();
        assertThatThrownBy(() -> far.write(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    }

    @Test
    void whoeverIsThereHearsOfChanges() throws IOException {
        int[] changes = {0};
        far.whenChanged(() -> changes[0]++);
        near.write(ByteBuffer.allocate(10));
        assertThat(changes[0]).isZero();
        simulation.settle();
        assertThat(changes[0]).isEqualTo(1);
    }

    /** Writes as much as is taken, and reads some, again and again. */
    private static byte[] carry(byte[] sent, Simulation simulation) throws IOException {
        Random random = new Random(simulation.seed());
        SimulatedSocket from = connected(simulation);
        SimulatedSocket to = from.otherEnd();
        ByteBuffer source = ByteBuffer.wrap(sent);
        ByteBuffer target = ByteBuffer.allocate(BUFFER_BYTES);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        while (to.read(target.clear().limit(1 + random.nextInt(BUFFER_BYTES))) >= 0) {
            got.write(target.array(), 0, target.position());
            if (source.hasRemaining()) {
                from.write(source);
            } else {
                from.shutdownOutput();
            }
            simulation.pass(Duration.ofMillis(random.nextInt(5)));
        }
        return got.toByteArray();
    }

    private int fill(SimulatedSocket socket) throws IOException {
        int sum = 0;
        for (int bytes = 1; bytes > 0; sum += bytes) {
            bytes = socket.write(ByteBuffer.allocate(10_000));
            simulation.settle();
        }
        return sum;
    }

    private static SimulatedSocket connected(Simulation simulation) {
        return SimulatedSocket.connected(simulation, PORT, BUFFER_BYTES, BUFFER_BYTES);
    }
}
