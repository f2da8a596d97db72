package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.TransportOptions;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener hears of guests, in both profiles. */
@ParameterizedClass
@EnumSource(Profile.class)
class ChatEventTest {
    private static final int MAX_LINE_BYTES = 64;

    private final Simulation simulation = Line.simulation(0);
    private final List<ChatEvent> events = new ArrayList<>();
    private final Profile profile;
    private final ChatServer server;
    private final Endpoint endpoint;

    /** What the listener does beside writing down. */
    private Runnable alsoDone = () -> {};

    ChatEventTest(Profile profile) throws IOException {
        this.profile = profile;
        ChatOptions options = ChatOptions.defaults()
                .withLimits(Limits.none())
                .withProfile(profile)
                .withTransport(TransportOptions.defaults().withMaxLineBytes(MAX_LINE_BYTES))
                .withTranscriptBytes(16 * 1024);
        server = ChatServer.create(options, this::heard, simulation.scheduler());
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoJoinsAndLeavesIsToldWithTimeAndReason() {
        simulation.pass(Duration.ofMinutes(5));
        Line ann = join("ann");
        ChatEvent.Joined joined = only(ChatEvent.Joined.class);
        assertThat(joined.name()).isEqualTo("ann");
        assertThat(joined.room()).isEqualTo(ChatServer.DEFAULT_ROOM);
        assertThat(joined.at())
                .isBetween(Instant.EPOCH.plus(Duration.ofMinutes(5)), Instant.EPOCH.plus(Duration.ofMinutes(6)));
        events.clear();
        ann.hangsUp();
        ChatEvent.Left left = only(ChatEvent.Left.class);
        assertThat(left.name()).isEqualTo("ann");
        assertThat(left.peer()).isEqualTo(joined.peer());
        assertThat(left.reason()).isEqualTo(new CloseReason.PeerClosed());
    }

    @Test
    void whoNeverHadANameIsNotToldOf() {
        connect().hangsUp();
        assertThat(events).isEmpty();
    }

    @Test
    void whoFallsBehindIsToldBeforeHeLeaves() {
        Line slow = join("slow");
        slow.stopsReading();
        Line ann = join("ann");
        events.clear();
        for (int i = 0; i < 10_000 && events.isEmpty(); i++) {
            ann.sends("a line that nobody reads, again and again\n");
            ann.gets();
        }
        assertThat(events).hasSize(2);
        assertThat(events.getFirst())
                .asInstanceOf(type(ChatEvent.FellBehind.class))
                .returns("slow", ChatEvent.FellBehind::name)
                .satisfies(behind -> assertThat(behind.bytesWaiting()).isPositive());
        assertThat(events.getLast())
                .asInstanceOf(type(ChatEvent.Left.class))
                .satisfies(left -> assertThat(left.reason()).isInstanceOf(CloseReason.FellBehind.class));
    }

    @Test
    void aLineOverTheLimitIsToldWithOrWithoutAName() {
        connect().sends("x".repeat(MAX_LINE_BYTES + 1) + "\n");
        ChatEvent.LimitHit nameless = only(ChatEvent.LimitHit.class);
        assertThat(nameless.name()).isNull();
        assertThat(nameless.limit()).isEqualTo("lines of 64 bytes");
        Line ann = join("ann");
        events.clear();
        ann.sends("x".repeat(MAX_LINE_BYTES + 1) + "\n");
        assertThat(events.getFirst()).asInstanceOf(type(ChatEvent.LimitHit.class)).returns("ann", ChatEvent.LimitHit::name);
        assertThat(events).hasSize(profile == Profile.CLASSIC ? 2 : 1);
    }

    @Test
    void aListenerThatThrowsHurtsNobody() {
        alsoDone = () -> {
            throw new IllegalStateException("thrown on purpose");
        };
        Line ann = join("ann");
        Line bob = join("bob");
        ann.gets();
        bob.sends("hi\n");
        assertThat(ann.gets()).isEqualTo("<bob> hi\n");
        bob.hangsUp();
        assertThat(server.room().members()).containsExactly("ann");
        assertThat(events).hasSize(3);
    }

    @Test
    void theSecondOfTwoListenersHearsWhatTheFirstOneFailedOn() {
        List<ChatEvent> second = new ArrayList<>();
        ChatListener first = event -> {
            throw new IllegalStateException("thrown on purpose");
        };
        ChatEvent event = new ChatEvent.Lost(Instant.EPOCH, 1);
        assertThatThrownBy(() -> first.and(second::add).happened(event)).isInstanceOf(IllegalStateException.class);
        assertThat(second).containsExactly(event);
    }

    private void heard(ChatEvent event) {
        events.add(event);
        alsoDone.run();
    }

    private <T extends ChatEvent> T only(Class<T> kind) {
        assertThat(events).hasSize(1);
        return kind.cast(events.getFirst());
    }

    private Line connect() {
        return Line.connect(simulation, endpoint);
    }

    private Line join(String name) {
        Line line = connect();
        line.sends(name + "\n");
        line.gets();
        return line;
    }
}
