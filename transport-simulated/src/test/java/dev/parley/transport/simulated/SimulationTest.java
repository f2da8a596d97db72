package dev.parley.transport.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Duration MOMENT = Weather.calm().minDelay();

    private final Simulation calm = Simulation.withSeed(1, Weather.calm());

    @Test
    void theSameSeedGivesTheSameEvents() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            List<String> log = stormyConversation(seed);
            assertThat(log).as("seed %d", seed).hasSizeGreaterThan(100).isEqualTo(stormyConversation(seed));
        }
    }

    @Test
    void anotherSeedGivesOthers() throws IOException {
        assertThat(stormyConversation(1)).isNotEqualTo(stormyConversation(2));
    }

    /** Else the test of seeds would not be one of all that the weather does. */
    @Test
    void stormsSplitStallAndBreak() throws IOException {
        List<String> logs = new ArrayList<>();
        for (long seed = 1; seed <= 20; seed++) {
            logs.addAll(stormyConversation(seed));
        }
        assertThat(logs).anyMatch(line -> line.endsWith("has 1 bytes more"));
        assertThat(logs).anyMatch(line -> line.endsWith("is broken: the network broke"));
    }

    @Test
    void nothingHappensUntilSomebodyWaits() {
        List<String> done = new ArrayList<>();
        calm.executor().execute(() -> done.add("it"));
        assertThat(done).isEmpty();
        calm.settle();
        assertThat(done).containsExactly("it");
        assertThat(calm.now()).isEqualTo(MOMENT);
    }

    @Test
    void timeJumpsWhereNothingIsLeftToHappen() {
        calm.pass(Duration.ofDays(365));
        assertThat(calm.now()).isEqualTo(Duration.ofDays(365));
        assertThat(calm.await(() -> false, Duration.ofDays(1))).isFalse();
        assertThat(calm.now()).isEqualTo(Duration.ofDays(366));
    }

    @Test
    void timeDoesNotPassForWhatHoldsAlready() {
        assertThat(calm.await(() -> true, Duration.ofDays(1))).isTrue();
        calm.settle();
        assertThat(calm.now()).isZero();
    }

    @Test
    void allThatIsDueByAMomentHasHappenedWhenItIsOver() {
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            calm.executor().execute(() -> done.add(number));
        }
        calm.pass(MOMENT);
        assertThat(done).containsExactly(0, 1, 2);
    }

    @Test
    void aTimerIsNotWaitedForButComes() {
        List<Duration> calls = new ArrayList<>();
        try (var _ = calm.scheduler().every(Duration.ofSeconds(5), () -> calls.add(calm.now()))) {
            calm.settle();
            assertThat(calls).isEmpty();
            calm.pass(Duration.ofSeconds(12));
        }
        calm.pass(Duration.ofSeconds(12));
        assertThat(calls).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void anEventThatFailsFailsWhoWaits() {
        calm.executor().execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(calm::settle).hasMessage("on purpose");
        calm.settle();
    }

    @Test
    void anEventCannotWait() {
        calm.executor().execute(calm::settle);
        assertThatThrownBy(calm::settle).isInstanceOf(IllegalStateException.class).hasMessageContaining("an event cannot wait");
    }

    @Test
    void settlingWhereNothingEverSettlesFails() {
        calm.executor().execute(new Runnable() {
            @Override
            public void run() {
                calm.executor().execute(this);
            }
        });
        assertThatThrownBy(calm::settle).isInstanceOf(IllegalStateException.class).hasMessageContaining("still goes on after PT1M");
    }

    @Test
    void aTestThatIsInterruptedWaitsNoMore() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> calm.pass(MOMENT)).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Three guests who talk, in weather that splits, stalls and breaks, until all is over. */
    private static List<String> stormyConversation(long seed) throws IOException {
        Simulation simulation = Simulation.withSeed(seed, Weather.stormy());
        List<CloseReason> ends = new ArrayList<>();
        Endpoint endpoint = Echo.open(simulation, ends);
        List<SimulatedSocket> guests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            guests.add(simulation.connect(endpoint.address(), 200));
        }
        LongStream.range(0, 60).forEach(i -> talk(simulation, guests.get((int) (i % 3)), i));
        guests.forEach(SimulatedSocket::shutdownOutput);
        endpoint.stop(Duration.ofSeconds(1));
        assertThat(ends).as("seed %d", seed).hasSize(3);
        return simulation.log();
    }

    private static void talk(Simulation simulation, SimulatedSocket guest, long number) {
        try {
            guest.read(ByteBuffer.allocate(100));
            guest.write(ByteBuffer.wrap(("line " + number + "\n").getBytes(UTF_8)));
        } catch (IOException broken) {
            assertThat(simulation.log()).anyMatch(line -> line.contains(guest + " is broken"));
        }
        simulation.pass(Duration.ofMillis(number % 4));
    }
}
