package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests behind a proxy. In a simulation everybody connects from the loopback interface. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
class ProxiedGuestTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.\n";
    private static final String NO_HEADER = "* The proxy between us did not say where you come from.\n";
    private static final List<AddressRange> LOOPBACK = List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));

    private final Simulation simulation;
    private final List<ChatEvent> events = new ArrayList<>();
    private @Nullable ChatServer opened;
    private @Nullable Endpoint endpoint;

    ProxiedGuestTest(long seed) {
        simulation = Line.simulation(seed);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private ChatServer open(ChatOptions options) throws IOException {
        ChatServer server = ChatServer.create(options.withAnnounceUpTo(0), events::add, simulation.scheduler());
        opened = server;
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
        return server;
    }

    private ChatServer open(Limits limits) throws IOException {
        return open(ChatOptions.defaults().withLimits(limits).withAccess(Access.open().withProxies(LOOPBACK)));
    }

    @Test
    void theGuestIsWhoTheHeaderSays() throws IOException {
        open(Limits.none());
        Line ann = connect();
        assertThat(ann.gets()).as("before the header").isEmpty();
        assertThat(ann.sends(header("192.0.2.7", 4711)).gets()).isEqualTo(PROMPT);
        assertThat(ann.sends("ann\n").gets()).isEqualTo(WELCOME);
        assertThat(events.getFirst()).isInstanceOfSatisfying(ChatEvent.Joined.class, joined ->
                assertThat(joined.peer()).isEqualTo(new InetSocketAddress("192.0.2.7", 4711)));
    }

    @Test
    void whatComesWithTheHeaderIsNotLost() throws IOException {
        open(Limits.none());
        Line bob = connect().sends(header("192.0.2.8", 1) + "bob\n");
        bob.gets();
        Line ann = connect();
        ann.writes(header("192.0.2.7", 4711) + "ann\nhi\n");
        assertThat(ann.gets()).isEqualTo(PROMPT + WELCOME);
        assertThat(bob.gets()).isEqualTo("<ann> hi\n");
    }

    @Test
    void limitsAreThoseOfTheRealAddress() throws IOException {
        open(Limits.none().withMaxSessionsPerAddress(1));
        Line ann = connect().sends(header("192.0.2.7", 1));
        assertThat(ann.gets()).isEqualTo(PROMPT);
        assertThat(connect().sends(header("192.0.2.7", 2)).gets())
                .isEqualTo("* From your address come 1 session already, which is the most.\n");
        assertThat(connect().sends(header("192.0.2.8", 3)).gets()).isEqualTo(PROMPT);
        ann.hangsUp();
        assertThat(connect().sends(header("192.0.2.7", 4)).gets()).isEqualTo(PROMPT);
    }

    @Test
    void aProxyThatLooksWhetherWeLiveIsAGuestItself() throws IOException {
        open(Limits.none());
        Line check = connect().sends("PROXY UNKNOWN\r\nann\n");
        assertThat(check.gets()).isEqualTo(PROMPT + WELCOME);
        assertThat(events.getFirst()).isInstanceOfSatisfying(ChatEvent.Joined.class, joined ->
                assertThat(((InetSocketAddress) joined.peer()).getAddress()).isEqualTo(InetAddress.getLoopbackAddress()));
    }

    @Test
    void withoutAHeaderNobodyComesIn_andItIsToldWhy() throws IOException {
        ChatServer server = open(Limits.none());
        Line ann = connect().sends("ann\nhi\n");
        assertThat(ann.gets()).isEqualTo(NO_HEADER);
        assertThat(ann.isEnded()).isTrue();
        assertThat(events).singleElement().isInstanceOfSatisfying(ChatEvent.Refused.class, refused ->
                assertThat(refused.reason()).isEqualTo("bad PROXY header: it begins like no PROXY header"));
        assertThat(server.stats().closes().get(CloseReason.TurnedAway.class)).isEqualTo(1);
    }

    @Test
    void whoSaysNothingIsCutOff_alsoInMidHeader() throws IOException {
        open(Limits.none());
        Line silent = connect();
        Line half = connect().sends("PROXY TCP4 192.0.2.7 ");
        Line prompt = connect().sends(header("192.0.2.7", 1));
        simulation.pass(ProxiedGuest.TIMEOUT.plus(Duration.ofSeconds(1)));
        for (Line late : List.of(silent, half)) {
            assertThat(late.gets()).isEqualTo(NO_HEADER);
            assertThat(late.isEnded()).isTrue();
        }
        assertThat(prompt.sends("ann\n").gets()).isEqualTo(PROMPT + WELCOME);
    }

    @Test
    void whoHangsUpBeforeTheHeaderIsForgotten() throws IOException {
        open(Limits.none().withMaxSessions(1));
        connect().sends("PROXY ").hangsUp();
        assertThat(connect().sends(header("192.0.2.7", 1)).gets()).isEqualTo(PROMPT);
        assertThat(events).isEmpty();
    }

    @Test
    void fromOtherAddressesAHeaderIsAnUnfitName() throws IOException {
        open(ChatOptions.defaults().withAccess(Access.open().withProxies(List.of(AddressRange.parse("192.0.2.0/24")))));
        assertThat(connect().sends(header("192.0.2.7", 1)).gets())
                .isEqualTo(PROMPT + "* A name has at most 32 characters.\n" + PROMPT);
    }

    @Test
    void inTheClassicProfileItIsTheSame_withoutAWord() throws IOException {
        open(ChatOptions.defaults().withProfile(Profile.CLASSIC).withAccess(Access.open().withProxies(LOOPBACK)));
        assertThat(connect().sends(header("192.0.2.7", 1) + "ann\n").gets()).isEqualTo(PROMPT + WELCOME.stripTrailing());
        Line bad = connect().sends("ann\n");
        assertThat(bad.gets()).isEmpty();
        assertThat(bad.isEnded()).isTrue();
    }

    private Line connect() {
        if (endpoint == null) {
            throw new IllegalStateException("the server is opened first");
        }
        return Line.connect(simulation, endpoint);
    }

    private static String header(String address, int port) {
        return "PROXY TCP4 " + address + " 127.0.0.1 " + port + " 12000\r\n";
    }
}
