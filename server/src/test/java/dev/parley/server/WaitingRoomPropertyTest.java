package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.api.TransportOptions;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
 * A room that waits for its slow readers, on the simulated transport: whoever stops reading and reads on as he likes, nobody
 * misses a line or is sent away, all agree on one order, and the room holds no more memory than it may.
 */
class WaitingRoomPropertyTest {
    private static final int TRANSCRIPT_BYTES = 64 * 1024;
    private static final int BUFFER_BYTES = 2048;

    /** The most that one read brings. */
    private static final int ONE_READ_BYTES = 64 * 1024;

    private static final int GUESTS = 3;
    private static final int MOST_TURNS = 10_000;

    enum What {
        SAY,
        STALL,
        READ_ON
    }

    record Step(What what, int who, int lines, int size) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(What.SAY, What.SAY, What.SAY, What.STALL, What.READ_ON),
                        Arbitraries.integers().between(0, GUESTS - 1),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(20, 3500))
                .as(Step::new);
    }

    @Property(tries = 100)
    void nobodyMissesALine_inBoundedMemory(
            @ForAll @Size(max = 30) List<@From("steps") Step> steps, @ForAll @LongRange(max = 1000) long seed)
            throws IOException {
        try (World world = new World(seed)) {
            for (Step step : steps) {
                world.take(step);
                world.turn();
            }
            world.everybodyReadsOn();
        }
    }

    private static final class Guest {
        final String name;
        final Line line;
        final StringBuilder heard = new StringBuilder();
        ByteBuffer unsaid = ByteBuffer.allocate(0);
        int said;

        Guest(String name, Line line) {
            this.name = name;
            this.line = line;
            assertThat(line.sends(name + "\n").gets()).endsWith("chatroom.\n");
        }

        void wantsToSay(int lines, int size) {
            StringBuilder text = new StringBuilder(UTF_8.decode(unsaid));
            for (int i = 0; i < lines; i++) {
                text.append(said++).append(' ').append("x".repeat(size)).append('\n');
            }
            unsaid = UTF_8.encode(text.toString());
        }

        boolean isDone(int othersLines) {
            return !unsaid.hasRemaining() && heard.chars().filter(c -> c == '\n').count() == othersLines;
        }
    }

    private static final class World implements AutoCloseable {
        final ChatServer server;
        final ChatRoom room;
        final Simulation simulation;
        final List<Guest> guests = new ArrayList<>();

        /** Reads always, and says nothing. */
        final Guest witness;

        World(long seed) throws IOException {
            simulation = Line.simulation(seed);
            ChatOptions options = ChatOptions.defaults()
                    .withAnnounceUpTo(0)
                    .withLimits(Limits.none())
                    .withTranscriptBytes(TRANSCRIPT_BYTES)
                    .withTransport(TransportOptions.defaults().withSendBufferBytes(1024))
                    .withSlowReaders(SlowReaders.WAIT);
            server = ChatServer.create(options, ChatListener.NONE, simulation.scheduler());
            room = (ChatRoom) server.room();
            Endpoint endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
            for (int i = 0; i < GUESTS; i++) {
                guests.add(new Guest("guest-" + i, Line.connect(simulation, endpoint, BUFFER_BYTES)));
            }
            witness = new Guest("witness", Line.connect(simulation, endpoint));
        }

        void take(Step step) {
            Guest who = guests.get(step.who);
            switch (step.what) {
                case SAY -> who.wantsToSay(step.lines, step.size);
                case STALL -> who.line.stopsReading();
                case READ_ON -> who.line.readsOn();
            }
        }

        /** Everybody says what he can, and hears what there is, if he reads. */
        void turn() {
            guests.forEach(guest -> guest.line.offers(guest.unsaid));
            simulation.settle();
            guests.forEach(guest -> guest.heard.append(guest.line.gets()));
            witness.heard.append(witness.line.gets());
            assertThat(room.heldBytes()).isLessThanOrEqualTo(TRANSCRIPT_BYTES / 2 + GUESTS * ONE_READ_BYTES);
        }

        void everybodyReadsOn() {
            guests.forEach(guest -> guest.line.readsOn());
            int all = guests.stream().mapToInt(guest -> guest.said).sum();
            for (int i = 0; i < MOST_TURNS && !isDone(all); i++) {
                turn();
            }
            for (Guest guest : guests) {
                List<String> others = witness.heard.toString().lines()
                        .filter(line -> !line.startsWith("<" + guest.name + ">"))
                        .toList();
                assertThat(guest.heard.toString().lines()).as("what %s heard", guest.name).containsExactlyElementsOf(others);
                assertSaidInOrder(guest);
            }
            assertThat(room.members()).hasSize(GUESTS + 1);
        }

        private boolean isDone(int all) {
            return witness.isDone(all) && guests.stream().allMatch(guest -> guest.isDone(all - guest.said));
        }

        private void assertSaidInOrder(Guest guest) {
            String prefix = "<" + guest.name + "> ";
            List<String> numbers = witness.heard.toString().lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length(), line.lastIndexOf(' ')))
                    .toList();
            assertThat(numbers).hasSize(guest.said);
            for (int i = 0; i < guest.said; i++) {
                assertThat(numbers.get(i)).isEqualTo(Integer.toString(i));
            }
        }

        @Override
        public void close() {
            server.close();
            simulation.close();
        }
    }
}
