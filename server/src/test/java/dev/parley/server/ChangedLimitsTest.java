package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of those who are inside when the limits change, and of those who come then, in virtual time. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3})
class ChangedLimitsTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.\n";
    private static final Limits NONE = Limits.none();

    private final Simulation simulation;
    private final ChatServer server;
    private final Endpoint endpoint;

    ChangedLimitsTest(long seed) throws IOException {
        simulation = Line.simulation(seed);
        ChatOptions options = ChatOptions.defaults().withAnnounceUpTo(0).withLimits(NONE);
        server = ChatServer.create(options, ChatListener.NONE, simulation.scheduler());
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
    }

    @BeforeEach
    void nothingHolds() {
        assertThat(server.limits()).isEqualTo(NONE);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoIsInsideStays_andCounts() {
        Line ann = join("ann");
        join("bob");
        server.change(NONE.withMaxSessionsPerAddress(2));
        assertSentAway(connect(), "* From your address come 2 sessions already, which is the most.\n");
        ann.sends("/quit\n");
        join("cem");
        assertSentAway(connect(), "* From your address come 2 sessions already, which is the most.\n");
        server.change(NONE.withMaxSessions(1));
        assertSentAway(connect(), "* The server is full: it takes 1 session.\n");
        server.change(NONE);
        join("dan").sends("all in\n");
        assertThat(server.room().members()).containsExactly("bob", "cem", "dan");
    }

    @Test
    void newSessionsAreCountedFromTheChangeOn() {
        for (int i = 0; i < 5; i++) {
            connect().hangsUp();
        }
        join("ann");
        server.change(NONE.withConnects(new Rate(1, 2)));
        connect().hangsUp();
        connect().hangsUp();
        assertSentAway(connect(), "* Too many new sessions come from your address. Try again in a moment.\n");
    }

    @Test
    void aRoomTakesFewer() {
        join("ann");
        join("bob");
        server.change(NONE.withMaxMembers(2));
        Line cem = connect().sends("cem\n");
        assertThat(cem.gets()).isEqualTo(PROMPT + "* The room is full: it takes 2 members.\n");
    }

    @Test
    void whoTalksIsHeldBackFromThenOn_andLetGoAgain() {
        Line listener = join("listener");
        Line talker = join("talker");
        talker.sends("free\n".repeat(50));
        assertThat(listener.gets().lines()).hasSize(50);
        server.change(NONE.withLines(new Rate(1, 10)));
        // The first read of the new time is small or large; what comes behind it has to wait.
        talker.sends("counted\n".repeat(20));
        talker.sends("later\n");
        assertThat(listener.gets()).doesNotContain("later");
        simulation.pass(Duration.ofSeconds(30));
        assertThat(listener.gets()).endsWith("<talker> later\n");
        server.change(NONE);
        talker.sends("free\n".repeat(50));
        talker.sends("free again\n");
        simulation.pass(Duration.ofSeconds(60));
        assertThat(listener.gets()).endsWith("<talker> free again\n");
    }

    /** In a slow mode that is too slow, he would be held for hours. */
    @Test
    void whoIsHeldBack_isLetGoWithinSeconds() {
        server.change(NONE.withLines(new Rate(0.001, 1)));
        Line listener = join("listener");
        Line talker = join("talker");
        talker.sends("one\ntwo\nthree\n");
        talker.sends("later\n");
        simulation.pass(Duration.ofMinutes(10));
        // How many come through depends on what the first read brings.
        assertThat(listener.gets()).contains("<talker> one").doesNotContain("later");
        server.change(NONE);
        simulation.pass(Duration.ofSeconds(6));
        assertThat(listener.gets()).endsWith("<talker> later\n");
    }

    @Test
    void silenceIsLimitedFromThenOn_forThoseWhoWereSilentBefore() {
        Line ann = join("ann");
        Line bob = join("bob");
        simulation.pass(Duration.ofDays(1));
        server.change(NONE.withIdleTimeout(Duration.ofMinutes(5)));
        Line cem = join("cem");
        simulation.pass(Duration.ofMinutes(4));
        ann.sends("still here\n");
        simulation.pass(Duration.ofMinutes(2));
        assertThat(ann.isEnded()).isFalse();
        assertThat(bob.gets()).endsWith("* You have said nothing for 5 minutes.\n");
        assertThat(cem.gets()).endsWith("* You have said nothing for 5 minutes.\n");
        server.change(NONE);
        simulation.pass(Duration.ofDays(1));
        assertThat(ann.isEnded()).isFalse();
    }

    /** Or every reload would be a present for who has been held back. */
    @Test
    void theSameLimitsOnceMore_changeNothing() {
        Limits slow = NONE.withLines(new Rate(1, 1));
        server.change(slow);
        Line listener = join("listener");
        Line talker = join("talker");
        talker.sends("one\ntwo\nthree\nfour\nfive\n");
        listener.gets();
        for (int i = 0; i < 3; i++) {
            server.change(NONE.withLines(new Rate(1, 1)));
            talker.sends("not yet\n");
        }
        assertThat(listener.gets()).isEmpty();
        assertThat(server.limits()).isSameAs(slow);
    }

    private static void assertSentAway(Line guest, String notice) {
        assertThat(guest.gets()).isEqualTo(notice);
        assertThat(guest.isEnded()).isTrue();
    }

    private Line join(String name) {
        Line guest = connect().sends(name + "\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + WELCOME);
        return guest;
    }

    private Line connect() {
        return Line.connect(simulation, endpoint);
    }
}
