package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Endpoint;
import dev.parley.api.Room;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What guests notice of each limit, in virtual time. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3})
class LimitsTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.\n";
    private static final Limits NONE = Limits.none();

    private final Simulation simulation;
    private final List<String> refused = new ArrayList<>();
    private @Nullable ChatServer opened;
    private @Nullable Endpoint endpoint;

    LimitsTest(long seed) {
        simulation = Line.simulation(seed);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private ChatServer open(Limits limits) throws IOException {
        return open(ChatOptions.defaults().withAnnounceUpTo(0).withLimits(limits));
    }

    private ChatServer open(ChatOptions options) throws IOException {
        ChatListener listener = event -> {
            if (event instanceof ChatEvent.LimitHit hit) {
                refused.add(hit.limit());
            }
        };
        ChatServer server = ChatServer.create(options, listener, simulation.scheduler());
        opened = server;
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
        return server;
    }

    @Test
    void oneSessionTooMany() throws IOException {
        open(NONE.withMaxSessions(2));
        Line ann = join("ann");
        Line bob = connect();
        assertThat(bob.gets()).isEqualTo(PROMPT);
        assertSentAway(connect(), "", "* The server is full: it takes 2 sessions.\n");
        assertThat(refused).containsExactly("2 sessions");
        bob.hangsUp();
        join("cem").sends("I am in\n");
        assertThat(ann.gets()).isEqualTo("<cem> I am in\n");
    }

    @Test
    void oneSessionTooMany_ofAnAddress() throws IOException {
        open(NONE.withMaxSessionsPerAddress(2));
        join("ann");
        Line bob = join("bob");
        assertSentAway(connect(), "", "* From your address come 2 sessions already, which is the most.\n");
        bob.sends("/quit\n");
        join("cem");
    }

    @Test
    void newSessionsTooFast() throws IOException {
        open(NONE.withConnects(new Rate(1, 3)));
        for (int i = 0; i < 3; i++) {
            connect().hangsUp();
        }
        assertSentAway(connect(), "", "* Too many new sessions come from your address. Try again in a moment.\n");
        simulation.pass(Duration.ofSeconds(1));
        join("ann");
    }

    @Test
    void theClassicProfileSaysNothing() throws IOException {
        open(ChatOptions.defaults().withProfile(Profile.CLASSIC).withLimits(NONE.withMaxSessions(1)));
        assertThat(connect().gets()).isEqualTo(PROMPT);
        assertSentAway(connect(), "", "");
    }

    @Test
    void oneMemberTooMany_andProgramsComeInAllTheSame() throws IOException {
        ChatServer server = open(NONE.withMaxMembers(2));
        join("ann");
        join("bob");
        assertSentAway(connect().sends("cem\n"), PROMPT, "* The room is full: it takes 2 members.\n");
        assertThat(server.room().join("bot", simulation.executor(), (name, text) -> {})).isInstanceOf(Room.Joined.As.class);
        assertThat(server.room().members()).containsExactly("ann", "bob", "bot");
    }

    @Test
    void oneRoomTooMany() throws IOException {
        ChatServer server = open(NONE.withMaxRooms(2));
        Room games = server.room("games");
        assertThatThrownBy(() -> server.room("third")).isInstanceOf(IllegalStateException.class).hasMessageContaining("maxRooms");
        assertThat(server.room("games")).isSameAs(games);
    }

    @Test
    void tooLongWithoutAName() throws IOException {
        open(NONE.withNameTimeout(Duration.ofSeconds(10)));
        Line ann = join("ann");
        Line nobody = connect();
        assertThat(nobody.gets()).isEqualTo(PROMPT);
        nobody.sends("no good name\n").gets();
        simulation.pass(Duration.ofSeconds(8));
        assertThat(nobody.isEnded()).isFalse();
        simulation.pass(Duration.ofSeconds(4));
        assertSentAway(nobody, "", "* You have given no name within 10 seconds.\n");
        simulation.pass(Duration.ofDays(1));
        assertThat(ann.isEnded()).as("ann, who has a name").isFalse();
        assertThat(refused).containsExactly("10 seconds for a name");
    }

    @Test
    void aListenerThatThrows_keepsNobodyInside() throws IOException {
        ChatListener failing = event -> {
            throw new IllegalStateException("thrown by a test");
        };
        ChatOptions options = ChatOptions.defaults().withLimits(NONE.withNameTimeout(Duration.ofSeconds(1)));
        ChatServer server = ChatServer.create(options, failing, simulation.scheduler());
        opened = server;
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
        for (Line nobody : List.of(connect(), connect())) {
            simulation.pass(Duration.ofSeconds(3));
            assertSentAway(nobody, PROMPT, "* You have given no name within 1 second.\n");
        }
        assertThat(endpoint.sessionCount()).isZero();
    }

    @Test
    void tooLongWithoutAWord() throws IOException {
        open(NONE.withIdleTimeout(Duration.ofMinutes(5)));
        Line ann = join("ann");
        Line bob = join("bob");
        for (int i = 0; i < 10; i++) {
            simulation.pass(Duration.ofMinutes(1));
            ann.sends("still here\n");
        }
        assertThat(ann.isEnded()).isFalse();
        assertThat(bob.gets()).endsWith("* You have said nothing for 5 minutes.\n");
        assertThat(bob.isEnded()).isTrue();
    }

    @Test
    void aSilentListenerStaysByDefault() throws IOException {
        open(Limits.defaults());
        Line ann = join("ann");
        simulation.pass(Duration.ofDays(7));
        join("bob").sends("hello\n");
        assertThat(ann.gets()).isEqualTo("<bob> hello\n");
    }

    @Test
    void aFloodLosesNothing_keepsItsOrderAndTheRate_andDisturbsNobody() throws IOException {
        int count = 2_000;
        open(NONE.withLines(new Rate(100, 200)));
        Line listener = join("listener");
        Line flooder = join("flooder");
        Line normal = join("normal");
        long begin = simulation.now().toNanos();
        flooder.writes("%05d\n".repeat(count).formatted(IntStream.range(0, count).boxed().toArray()));
        StringBuilder heard = new StringBuilder();
        int answers = 0;
        while (countOf("<flooder>", heard) < count) {
            long asked = simulation.now().toNanos();
            normal.sends("word " + answers + "\n");
            String got = listener.gets();
            heard.append(got);
            assertThat(got).contains("<normal> word " + answers + "\n");
            assertThat(simulation.now().toNanos() - asked).as("how long it took").isLessThan(Duration.ofSeconds(1).toNanos());
            answers++;
            simulation.pass(Duration.ofMillis(500));
        }
        assertThat(heard.toString().lines().filter(line -> line.startsWith("<flooder>")))
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj("<flooder> %05d"::formatted).toList());
        double seconds = (simulation.now().toNanos() - begin) / 1e9;
        // The last read may have brought more than was due; after a pause it is a small one.
        int mostInOneRead = 1024 / 6;
        assertThat(seconds).isBetween((count - 200.0 - mostInOneRead) / 100, count / 100.0 + 2);
    }

    @Test
    void tooManyBytes_waitToo() throws IOException {
        open(NONE.withBytes(new Rate(1_000, 2_000)));
        Line listener = join("listener");
        Line talker = join("talker");
        String line = "x".repeat(999) + "\n";
        talker.sends(line.repeat(4));
        talker.sends("the end\n");
        assertThat(listener.gets()).doesNotContain("the end");
        simulation.pass(Duration.ofSeconds(4));
        assertThat(listener.gets()).contains("the end");
    }

    /** Whose line has no end is never heard, and must not cost without end either. */
    @Test
    void aLineWithoutEnd_waitsToo() throws IOException {
        open(NONE.withBytes(new Rate(1_000, 100_000)));
        Line endless = join("endless");
        int taken = 0;
        while (taken < 5_000_000 && endless.takes(new byte[10_000])) {
            taken += 10_000;
            simulation.settle();
        }
        assertThat(taken).as("bytes that the server took").isLessThan(5_000_000);
    }

    @Test
    void whoIsHeldBack_canBeSentToAndStopped() throws IOException {
        ChatServer server = open(NONE.withLines(new Rate(1, 1)));
        Line ann = join("ann");
        Line bob = join("bob");
        bob.sends("one\ntwo\nthree\nfour\nfive\n");
        bob.sends("not read yet\n");
        simulation.pass(Duration.ofSeconds(2));
        ann.sends("slow down, bob\n");
        assertThat(bob.gets()).isEqualTo("<ann> slow down, bob\n");
        assertThat(server.stop(Duration.ofSeconds(5))).as("all was delivered").isTrue();
        assertThat(bob.gets()).isEqualTo("* The server is stopping.\n");
        assertThat(bob.isEnded()).isTrue();
    }

    @Test
    void inASlowMode_aThirdNameIsHeardAtOnce() throws IOException {
        ChatServer server = open(NONE.withLines(new Rate(0.01, 1)).withNameTimeout(Duration.ofSeconds(10)));
        join("ann");
        Line bob = connect();
        bob.sends("ann\n");
        bob.sends("ann\n");
        bob.sends("bob\n");
        assertThat(server.room().members()).containsExactlyInAnyOrder("ann", "bob");
    }

    @Test
    void whoIsHeldBack_isNotTakenForSilent() throws IOException {
        open(NONE.withLines(new Rate(0.1, 1)).withIdleTimeout(Duration.ofSeconds(5)));
        Line ann = join("ann");
        ann.sends("one\ntwo\nthree\n");
        simulation.pass(Duration.ofSeconds(20));
        assertThat(ann.isEnded()).isFalse();
        simulation.pass(Duration.ofSeconds(30));
        assertThat(ann.gets()).endsWith("* You have said nothing for 5 seconds.\n");
    }

    @Test
    void aClassroomBehindOneAddress_joinsWithinSeconds_andChats() throws IOException {
        ChatServer server = open(Limits.defaults());
        long begin = simulation.now().toNanos();
        List<Line> pupils = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pupils.add(connect());
            pupils.getLast().writes("pupil-" + i + "\n");
        }
        simulation.settle();
        assertThat(server.room().members()).hasSize(40);
        assertThat(simulation.now().toNanos() - begin).isLessThan(Duration.ofSeconds(5).toNanos());
        pupils.forEach(Line::gets);
        for (int round = 0; round < 3; round++) {
            pupils.forEach(pupil -> pupil.writes("hello everybody\n"));
            simulation.settle();
        }
        for (Line pupil : pupils) {
            assertThat(pupil.gets().lines()).hasSize(3 * 39);
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void withoutLimits_nobodyIsRefusedOrHeldBack() throws IOException {
        open(NONE);
        Line listener = join("listener");
        List<Line> guests = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            guests.add(connect());
        }
        join("flooder").sends("x\n".repeat(20_000));
        assertThat(countOf("<flooder>", new StringBuilder(listener.gets()))).isEqualTo(20_000);
        assertThat(guests).noneMatch(Line::isEnded);
    }

    private static int countOf(String what, StringBuilder text) {
        return (int) text.toString().lines().filter(line -> line.startsWith(what)).count();
    }

    private static void assertSentAway(Line guest, String first, String notice) {
        assertThat(guest.gets()).isEqualTo(first + notice);
        assertThat(guest.isEnded()).isTrue();
    }

    private Line join(String name) {
        Line guest = connect().sends(name + "\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + WELCOME);
        return guest;
    }

    private Line connect() {
        if (endpoint == null) {
            throw new IllegalStateException("the server is opened first");
        }
        return Line.connect(simulation, endpoint);
    }
}
