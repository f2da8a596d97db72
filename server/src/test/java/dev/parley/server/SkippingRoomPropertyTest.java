package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.api.TransportOptions;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/**
 * A room whose slow readers skip, on the simulated transport under a schedule of its own for each seed: some guests stop reading and
 * read on as they like. However they do, the room holds no more memory than it may, who reads always misses nothing, and for
 * the others, what is delivered and what is announced as skipped make everything that was said.
 */
class SkippingRoomPropertyTest {
    private static final int TRANSCRIPT_BYTES = 64 * 1024;
    private static final int SLOW_GUESTS = 3;

    enum What {
        SAY,
        STALL,
        READ_ON
    }

    /** What one of them does; the healthy guest is beside them. */
    record Step(What what, int who, int lines, int size) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(What.SAY, What.SAY, What.SAY, What.STALL, What.READ_ON),
                        Arbitraries.integers().between(0, SLOW_GUESTS - 1),
                        Arbitraries.integers().between(1, 15),
                        Arbitraries.integers().between(1, 3500))
                .as(Step::new);
    }

    @Property(tries = 150)
    void deliveredAndAnnouncedMakeEverything_inBoundedMemory_andNobodyElseNotices(
            @ForAll @Size(max = 40) List<@From("steps") Step> steps, @ForAll @LongRange(max = 1000) long seed)
            throws IOException {
        try (World world = new World(seed)) {
            for (Step step : steps) {
                world.take(step);
                assertThat(world.room.heldBytes()).isLessThanOrEqualTo(2L * TRANSCRIPT_BYTES);
            }
            world.everybodyReadsOn();
        }
    }

    private static final class Guest {
        final String name;
        final Line line;

        /** What the others said, as it should come. */
        final List<String> said = new ArrayList<>();

        Guest(String name, Line line) {
            this.name = name;
            this.line = line;
        }

        void assertHasHeardOfEverything() {
            int heardOf = 0;
            for (String got : line.gets().lines().toList()) {
                if (got.startsWith("* ")) {
                    heardOf += Integer.parseInt(got.substring(2, got.indexOf(" line")));
                } else {
                    assertThat(got).as("what %s hears", name).isEqualTo(said.get(heardOf++));
                }
            }
            assertThat(heardOf).as("lines that %s heard of", name).isEqualTo(said.size());
        }
    }

    private static final class World implements AutoCloseable {
        final ChatServer server;
        final ChatRoom room;
        final Simulation simulation;
        final List<Guest> slow = new ArrayList<>();
        final Guest healthy;
        private int lines;

        World(long seed) throws IOException {
            simulation = Line.simulation(seed);
            ChatOptions options = ChatOptions.defaults()
                    .withAnnounceUpTo(0)
                    .withLimits(Limits.none())
                    .withTranscriptBytes(TRANSCRIPT_BYTES)
                    .withTransport(TransportOptions.defaults().withSendBufferBytes(1024))
                    .withSlowReaders(SlowReaders.SKIP);
            server = ChatServer.create(options, ChatListener.NONE, simulation.scheduler());
            room = (ChatRoom) server.room();
            Endpoint endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
            for (int i = 0; i < SLOW_GUESTS; i++) {
                slow.add(join("slow-" + i, Line.connect(simulation, endpoint, 2048)));
            }
            healthy = join("healthy", Line.connect(simulation, endpoint));
        }

        private static Guest join(String name, Line line) {
            assertThat(line.sends(name + "\n").gets()).endsWith("chatroom.\n");
            return new Guest(name, line);
        }

        void take(Step step) {
            Guest who = slow.get(step.who);
            switch (step.what) {
                case SAY -> say(who, step.lines, step.size);
                case STALL -> who.line.stopsReading();
                case READ_ON -> {
                    who.line.readsOn();
                    simulation.settle();
                }
            }
        }

        private void say(Guest speaker, int count, int size) {
            for (int i = 0; i < count; i++) {
                String text = "%05d %s".formatted(lines++, "x".repeat(size));
                speaker.line.sends(text + "\n");
                tellModel(speaker, "<" + speaker.name + "> " + text);
            }
            simulation.settle();
            assertThat(healthy.line.gets()).isEqualTo(String.join("\n", healthy.said) + "\n");
            healthy.said.clear();
        }

        private void tellModel(Guest speaker, String line) {
            healthy.said.add(line);
            slow.stream().filter(guest -> !guest.equals(speaker)).forEach(guest -> guest.said.add(line));
        }

        void everybodyReadsOn() {
            for (Guest guest : slow) {
                guest.line.readsOn();
                guest.assertHasHeardOfEverything();
            }
            assertThat(room.members()).hasSize(SLOW_GUESTS + 1);
            assertThat(room.backlogs()).allMatch(backlog -> backlog.bytesWaiting() == 0 && backlog.linesBehind() == 0);
        }

        @Override
        public void close() {
            server.close();
            simulation.close();
        }
    }
}
