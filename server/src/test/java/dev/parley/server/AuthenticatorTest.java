package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Endpoint;
import dev.parley.server.Authenticator.Attempt;
import dev.parley.server.Authenticator.Verdict;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What guests notice of an authenticator, in virtual time. The password of every name is the name, twice. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
class AuthenticatorTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String PASSWORD = "Please enter your password: ";
    private static final String WELCOME = "You are connected to chatroom.\n";
    private static final String WRONG = "* Wrong password.\n";

    private final Simulation simulation;
    private final List<ChatEvent> events = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Twice twice = new Twice();
    private @Nullable ChatServer opened;
    private @Nullable Endpoint endpoint;

    AuthenticatorTest(long seed) {
        simulation = Line.simulation(seed);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private ChatServer open(Access access, Limits limits) throws IOException {
        ChatOptions options = ChatOptions.defaults().withAnnounceUpTo(0).withLimits(limits).withAccess(access);
        ChatServer server = ChatServer.create(options, events::add, simulation.scheduler());
        opened = server;
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
        return server;
    }

    private ChatServer open() throws IOException {
        return open(Access.open().withAuthenticator(twice), Limits.none());
    }

    @Test
    void theRightPasswordLetsHimIn() throws IOException {
        ChatServer server = open();
        Line ann = connect();
        assertThat(ann.gets()).isEqualTo(PROMPT);
        assertThat(ann.sends("ann \n").gets()).isEqualTo(PASSWORD);
        assertThat(server.room().members()).isEmpty();
        assertThat(ann.sends("annann\n").gets()).isEqualTo(WELCOME);
        assertThat(server.room().members()).containsExactly("ann");
        assertThat(events).hasSize(1).hasOnlyElementsOfType(ChatEvent.Joined.class);
    }

    @Test
    void whatIsTypedAheadIsSaidOnceHeIsIn_andInOrder() throws IOException {
        open();
        Line bob = join("bob");
        Line ann = connect();
        ann.writes("ann\nannann\n");
        ann.writes("one\ntwo\n\nthree\n");
        assertThat(bob.gets()).isEqualTo("<ann> one\n<ann> two\n<ann> three\n");
        ann.sends("four\n");
        assertThat(bob.gets()).isEqualTo("<ann> four\n");
        assertThat(ann.gets()).isEqualTo(PROMPT + PASSWORD + WELCOME);
    }

    @Test
    void whoLeavesInWhatHeTypedAhead_saysNothingBehindThat() throws IOException {
        open();
        Line bob = join("bob");
        Line ann = connect();
        ann.writes("ann\nannann\nhi\n/quit\nnot said\n");
        assertThat(bob.gets()).isEqualTo("<ann> hi\n");
        assertThat(ann.gets()).endsWith("* Good-bye.\n");
        assertThat(ann.isEnded()).isTrue();
    }

    @Test
    void aNameThatNeedsNoPasswordIsNotAskedForOne() throws IOException {
        open();
        Line guest = connect().sends("guest-7\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + WELCOME);
        assertThat(attempts).isEmpty();
    }

    @Test
    void aPasswordIsTakenAsItIs_andAskedForOnce() throws IOException {
        open();
        connect().sends("ann\n").sends("  annann \n");
        assertThat(attempts).hasSize(1);
        assertThat(attempts.getFirst().password()).isEqualTo("  annann ");
        assertThat(attempts.getFirst()).asString().contains("ann").doesNotContain("annann");
    }

    @Test
    void aWrongPasswordIsTold_andTheThirdIsTheLast() throws IOException {
        open();
        Line ann = connect().sends("ann\n").sends("wrong\n");
        assertThat(ann.gets()).isEqualTo(PROMPT + PASSWORD + WRONG + PROMPT);
        assertThat(ann.sends("ann\nwrong\n").gets()).isEqualTo(PASSWORD + WRONG + PROMPT);
        assertThat(ann.sends("ann\nwrong\nannann\n").gets()).isEqualTo(PASSWORD + "* Wrong password. Good-bye.\n");
        assertThat(ann.isEnded()).isTrue();
        assertThat(events)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event).isInstanceOfSatisfying(ChatEvent.Refused.class, refused -> {
                    assertThat(refused.name()).isEqualTo("ann");
                    assertThat(refused.reason()).isEqualTo("wrong password");
                }));
    }

    @Test
    void wrongPasswordsOfAnAddressAreLimited_whateverTheSession() throws IOException {
        open(Access.open().withAuthenticator(twice).withWrongPasswordsPerMinute(4), Limits.none());
        for (int i = 0; i < 4; i++) {
            assertThat(connect().sends("ann\n").sends("wrong\n").gets()).isEqualTo(PROMPT + PASSWORD + WRONG + PROMPT);
        }
        Line fifth = connect().sends("ann\n").sends("annann\n");
        assertThat(fifth.gets())
                .isEqualTo(PROMPT + PASSWORD + "* Too many wrong passwords come from your address. Try again in a minute.\n");
        assertThat(fifth.isEnded()).isTrue();
        assertThat(attempts).hasSize(4);
        assertThat(events.getLast()).isInstanceOfSatisfying(ChatEvent.LimitHit.class, hit ->
                assertThat(hit.limit()).isEqualTo("4 wrong passwords a minute from one address"));
        simulation.pass(Duration.ofMinutes(1));
        join("ann");
    }

    /** All at once they would be too many, if they were counted before it is known whether they are wrong. */
    @Test
    void aClassroomThatComesInTogetherIsNotLimited() throws IOException {
        ChatServer server = open(Access.open().withAuthenticator(twice), Limits.defaults());
        for (int i = 0; i < 40; i++) {
            connect().writes("pupil" + i + "\npupil" + i + "pupil" + i + "\n");
        }
        simulation.pass(Duration.ofSeconds(10));
        assertThat(server.room().members()).hasSize(40);
    }

    @Test
    void whileOnePasswordIsChecked_othersChatOn() throws IOException {
        open();
        Line bob = join("bob");
        Line cem = join("cem");
        twice.held = new CompletableFuture<>();
        Line ann = connect().sends("ann\n").sends("annann\n");
        ann.sends("typed ahead\n");
        for (int i = 0; i < 20; i++) {
            assertThat(bob.sends("line " + i + "\n").gets()).isEmpty();
            assertThat(cem.gets()).isEqualTo("<bob> line " + i + "\n");
        }
        assertThat(ann.gets()).isEqualTo(PROMPT + PASSWORD);
        twice.held.complete(Verdict.GUEST);
        assertThat(bob.gets()).isEqualTo("<ann> typed ahead\n");
        assertThat(ann.gets()).isEqualTo(WELCOME);
    }

    @Test
    void whoIsGoneBeforeTheAnswerDoesNotComeIn() throws IOException {
        ChatServer server = open();
        twice.held = new CompletableFuture<>();
        Line ann = connect().sends("ann\n").sends("annann\n");
        ann.hangsUp();
        twice.held.complete(Verdict.GUEST);
        simulation.pass(Duration.ofSeconds(10));
        assertThat(server.room().members()).isEmpty();
    }

    @Test
    void thePasswordCountsAgainstTheTimeForAName_andSoDoesItsChecking() throws IOException {
        open(Access.open().withAuthenticator(twice), Limits.none().withNameTimeout(Duration.ofSeconds(10)));
        twice.held = new CompletableFuture<>();
        Line silent = connect().sends("ann\n");
        Line waiting = connect().sends("bob\n").sends("bobbob\n");
        simulation.pass(Duration.ofSeconds(12));
        for (Line late : List.of(silent, waiting)) {
            assertThat(late.gets()).isEqualTo(PROMPT + PASSWORD + "* You have given no name within 10 seconds.\n");
            assertThat(late.isEnded()).isTrue();
        }
    }

    @Test
    void anAuthenticatorThatFailsIsNoAnswer() throws IOException {
        open();
        String none = PASSWORD + "* Your password cannot be checked now. Try again later.\n" + PROMPT;
        twice.held = CompletableFuture.failedFuture(new IOException("thrown by a test"));
        Line ann = connect().sends("ann\n").sends("annann\n");
        assertThat(ann.gets()).isEqualTo(PROMPT + none);
        twice.thrown = new IllegalStateException("thrown by a test");
        assertThat(ann.sends("ann\n").sends("annann\n").gets()).isEqualTo(none);
        twice.thrown = null;
        twice.held = null;
        assertThat(ann.sends("ann\n").sends("annann\n").gets()).isEqualTo(PASSWORD + WELCOME);
    }

    @Test
    void aPasswordThatIsTooLongIsNotChecked() throws IOException {
        open();
        Line ann = connect().sends("ann\n").sends("x".repeat(5000) + "\n");
        assertThat(ann.gets()).isEqualTo(PROMPT + PASSWORD + "* That line has more than 4096 bytes. It was not sent.\n" + PROMPT);
        assertThat(attempts).isEmpty();
        assertThat(ann.sends("ann\nannann\n").gets()).isEqualTo(PASSWORD + WELCOME);
    }

    /** In calm weather, so that all of it is in one read. */
    @Test
    void whoTypesTooMuchAheadIsSentAway() throws IOException {
        Simulation calm = Line.simulation(0);
        twice.held = new CompletableFuture<>();
        ChatOptions options = ChatOptions.defaults()
                .withLimits(Limits.none())
                .withAccess(Access.open().withAuthenticator(twice));
        try (ChatServer server = ChatServer.create(options, ChatListener.NONE, calm.scheduler())) {
            Line ann = Line.connect(calm, server.open(calm.transport(), new InetSocketAddress(0)));
            // Full reads let the next ones grow; nothing of this is a name.
            for (int i = 0; i < 16; i++) {
                ann.sends(("x ".repeat(1000) + "\n").repeat(4));
            }
            ann.gets();
            ann.writes("ann\nannann\n" + "\n".repeat(1000));
            assertThat(ann.gets()).isEqualTo(PASSWORD + "* You have sent too much before your password was checked.\n");
            assertThat(ann.isEnded()).isTrue();
        }
    }

    @Test
    void aNameThatIsTakenMeanwhileIsRefused() throws IOException {
        open();
        Line first = connect().sends("ann\n");
        Line second = connect().sends("Ann\n");
        first.sends("annann\n");
        assertThat(second.sends("AnnAnn\n").gets()).isEqualTo(PROMPT + PASSWORD + "* The name Ann is taken.\n" + PROMPT);
    }

    @Test
    void theClassicProfileHasNoPasswords() {
        assertThatThrownBy(() -> ChatOptions.defaults()
                        .withAccess(Access.open().withAuthenticator(twice))
                        .withProfile(Profile.CLASSIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("standard profile");
    }

    @Test
    void twoSpellingsOfAName() {
        assertThat(Authenticator.keyOf("ANN")).isEqualTo(Authenticator.keyOf("ann"));
        assertThat(Authenticator.keyOf("e\u0301")).isEqualTo(Authenticator.keyOf("\u00c9"));
    }

    private Line join(String name) {
        Line guest = connect().sends(name + "\n").sends(name + name + "\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + PASSWORD + WELCOME);
        return guest;
    }

    private Line connect() {
        if (endpoint == null) {
            throw new IllegalStateException("the server is opened first");
        }
        return Line.connect(simulation, endpoint);
    }

    /** Answers when the simulation gets to it, unless it is told otherwise. */
    private final class Twice implements Authenticator {
        private @Nullable CompletableFuture<Verdict> held;
        private @Nullable RuntimeException thrown;

        @Override
        public boolean needsPassword(String name) {
            return !name.startsWith("guest");
        }

        @Override
        public CompletionStage<Verdict> check(Attempt attempt) {
            attempts.add(attempt);
            if (thrown != null) {
                throw thrown;
            }
            return held != null ? held : CompletableFuture.supplyAsync(() -> verdict(attempt), simulation.executor());
        }

        private Verdict verdict(Attempt attempt) {
            return attempt.password().equals(attempt.name().repeat(2)) ? Verdict.GUEST : Verdict.REFUSED;
        }
    }
}
