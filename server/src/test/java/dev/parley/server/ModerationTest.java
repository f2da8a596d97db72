package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.server.Authenticator.Attempt;
import dev.parley.server.Authenticator.Verdict;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators and those they are about. Guests come through a proxy, so that they have addresses of their own. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
class ModerationTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.\n";

    private final Simulation simulation;
    private final List<ChatEvent> events = new ArrayList<>();
    private @Nullable ChatServer opened;
    private @Nullable Endpoint endpoint;

    ModerationTest(long seed) {
        simulation = Line.simulation(seed);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Moderation open(Profile profile) throws IOException {
        Access access = Access.open().withProxies(List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")));
        ChatServer server = ChatServer.create(
                ChatOptions.defaults()
                        .withProfile(profile)
                        .withAnnounceUpTo(0)
                        .withLimits(Limits.none())
                        .withAccess(profile == Profile.CLASSIC ? access : access.withAuthenticator(new OnlyTheBoss())),
                events::add,
                simulation.scheduler());
        opened = server;
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
        return server.moderation();
    }

    private Moderation open() throws IOException {
        return open(Profile.STANDARD);
    }

    @Test
    void anOperatorKicks_andTheGuestMayComeAgain() throws IOException {
        open();
        Line boss = boss();
        Line cem = join("cem", "192.0.2.7");
        events.clear();
        assertThat(boss.sends("/kick CEM  too   loud\n").gets()).isEqualTo("* cem (192.0.2.7) is kicked.\n");
        assertThat(cem.gets()).isEqualTo("* You have been kicked: too   loud\n");
        assertThat(cem.isEnded()).isTrue();
        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOfSatisfying(ChatEvent.Kicked.class, kicked -> {
            assertThat(kicked.by()).isEqualTo("boss");
            assertThat(kicked.name()).isEqualTo("cem");
            assertThat(kicked.reason()).isEqualTo("too   loud");
        });
        assertThat(events.getLast()).isInstanceOfSatisfying(ChatEvent.Left.class, left ->
                assertThat(left.reason()).isEqualTo(new CloseReason.TurnedAway("kicked: too   loud")));
        join("cem", "192.0.2.7");
        assertThat(boss.sends("/kick dora\n").gets()).isEqualTo("* There is no guest dora.\n");
    }

    @Test
    void othersAreAnsweredAsIfThereWereNoSuchCommand() throws IOException {
        open();
        Line cem = join("cem", "192.0.2.7");
        Line dora = join("dora", "192.0.2.8");
        for (String command : List.of("/kick dora", "/ban dora", "/mute dora", "/bans", "/unban dora", "/unmute dora", "/where dora")) {
            assertThat(cem.sends(command + "\n").gets()).isEqualTo("* There is no command " + command + ". Try /help.\n");
        }
        assertThat(cem.sends("/help\n").gets()).doesNotContain("/kick");
        assertThat(boss().sends("/help\n").gets()).contains("/kick").contains("/bans");
        assertThat(dora.gets()).isEmpty();
    }

    @Test
    void whoIsMutedIsNotHeard_untilTheTimeIsOver_alsoWhenHeComesAgain() throws IOException {
        open();
        Line boss = boss();
        Line cem = join("cem", "192.0.2.7");
        assertThat(boss.sends("/mute cem 10m\n").gets()).isEqualTo("* cem is muted for 10 minutes.\n");
        assertThat(cem.sends("hi\n//who\n/who\n").gets())
                .isEqualTo("* You are muted for 10 minutes more. That line was not said.\n".repeat(2) + "* 2 here: boss, cem\n");
        cem.sends("/quit\n");
        simulation.pass(Duration.ofMinutes(5));
        Line again = join("Cem", "192.0.2.7");
        assertThat(again.sends("hi\n").gets()).isEqualTo("* You are muted for 5 minutes more. That line was not said.\n");
        assertThat(boss.gets()).isEmpty();
        simulation.pass(Duration.ofMinutes(6));
        assertThat(again.sends("hi\n").gets()).isEmpty();
        assertThat(boss.gets()).isEqualTo("<Cem> hi\n");
    }

    @Test
    void whoIsMutedWithoutEnd_isHeardWhenThatIsLifted() throws IOException {
        open();
        Line boss = boss();
        Line cem = join("cem", "192.0.2.7");
        assertThat(boss.sends("/mute cem\n/mute dora\n").gets())
                .isEqualTo("* cem is muted.\n* dora is muted, and is not here now.\n");
        assertThat(cem.sends("one\n").gets()).isEqualTo("* You are muted. That line was not said.\n");
        assertThat(boss.sends("/unmute cem\n/unmute cem\n").gets()).isEqualTo("* cem is heard again.\n* cem is not muted.\n");
        cem.sends("two\n");
        assertThat(boss.gets()).isEqualTo("<cem> two\n");
        assertThat(events).hasAtLeastOneElementOfType(ChatEvent.Muted.class).hasAtLeastOneElementOfType(ChatEvent.Unmuted.class);
    }

    @Test
    void whoIsBannedByNameLeaves_andDoesNotComeInUnderItAgain() throws IOException {
        open();
        Line boss = boss();
        Line cem = join("cem", "192.0.2.7");
        assertThat(boss.sends("/ban cem 2h spam\n").gets())
                .isEqualTo("* cem is banned for 2 hours. Addresses: cem (192.0.2.7).\n");
        assertThat(cem.gets()).isEqualTo("* You are banned for 2 hours more: spam\n");
        assertThat(cem.isEnded()).isTrue();
        Line again = connect("192.0.2.9").sends("CEM\n");
        assertThat(again.gets()).isEqualTo(PROMPT + "* You are banned for 2 hours more: spam\n");
        assertThat(again.isEnded()).isTrue();
        assertThat(boss.sends("/bans\n").gets()).matches("\\* 1 ban:\\n\\* cem until 1970-01-01T02:00:..Z, by boss: spam\\n");
        assertThat(events.getLast()).isInstanceOfSatisfying(ChatEvent.Refused.class, refused ->
                assertThat(refused.reason()).isEqualTo("banned: cem"));
        simulation.pass(Duration.ofHours(2));
        join("cem", "192.0.2.7");
        assertThat(boss.sends("/bans\n").gets()).isEqualTo("* 0 bans.\n");
    }

    @Test
    void anAddressThatIsBanned() throws IOException {
        open();
        Line boss = boss();
        Line cem = join("cem", "192.0.2.7");
        Line dora = join("dora", "192.0.2.8");
        Line nameless = connect("192.0.2.7");
        nameless.gets();
        assertThat(boss.sends("/ban 192.0.2.7\n").gets()).isEqualTo("* 192.0.2.7 is banned.\n");
        assertThat(cem.gets()).isEqualTo("* You are banned.\n");
        assertThat(nameless.sends("eve\n").gets()).isEqualTo("* You are banned.\n");
        Line again = connect("192.0.2.7");
        assertThat(again.gets()).as("before the prompt").isEqualTo("* You are banned.\n");
        assertThat(List.of(cem, nameless, again)).allMatch(Line::isEnded);
        assertThat(dora.isEnded()).isFalse();
        assertThat(boss.sends("/unban 192.0.2.7\n/unban 192.0.2.7\n").gets())
                .isEqualTo("* 192.0.2.7 may come in again.\n* 192.0.2.7 is not banned.\n");
        join("cem", "192.0.2.7");
    }

    @Test
    void anAddressOfIpv6IsItsNetwork() throws IOException {
        Moderation moderation = open();
        Ban ban = moderation.ban("2001:db8::7", null, "test", "");
        assertThat(ban.target()).isEqualTo("2001:0db8:0000:0000::/64");
        assertThat(connect("2001:db8::8").gets()).isEqualTo("* You are banned.\n");
        assertThat(connect("2001:db8:0:1::8").gets()).isEqualTo(PROMPT);
        assertThat(moderation.unban(ban.target(), "test")).isTrue();
        assertThat(connect("2001:db8::8").gets()).isEqualTo(PROMPT);
    }

    @Test
    void programsAndTheConsole() throws IOException {
        Moderation moderation = open();
        Line cem = join("cem", "192.0.2.7");
        assertThat(moderation.obey("who", "console")).containsExactly("1 guest: cem");
        assertThat(moderation.obey("/where cem", "console")).containsExactly("cem (192.0.2.7)");
        assertThat(moderation.obey("help", "console")).singleElement().asString().contains("/kick");
        assertThat(moderation.obey("kick", "console")).containsExactly("/kick takes a name.");
        assertThat(moderation.obey("ban " + "x".repeat(33), "console"))
                .containsExactly("Not done: that is neither an address nor a name.");
        assertThat(moderation.obey("dance\u001b", "console")).containsExactly("There is no command dance\ufffd. Try help.");
        assertThat(moderation.kick("cem", "test", "with\u001b\ncontrols")).isEqualTo(1);
        assertThat(cem.gets()).isEqualTo("* You have been kicked: with\ufffd\ufffdcontrols\n");
        assertThat(moderation.kick("cem", "test", "")).isZero();
    }

    @Test
    void inTheClassicProfileNothingIsTold() throws IOException {
        Moderation moderation = open(Profile.CLASSIC);
        Line ann = join("ann", "192.0.2.7");
        Line bob = join("bob", "192.0.2.8");
        moderation.mute("ann", null, "test");
        assertThat(ann.sends("hi\n").gets()).isEmpty();
        moderation.unmute("ann", "test");
        ann.sends("/kick bob\n");
        assertThat(bob.gets()).isEqualTo("<ann> /kick bob\n");
        moderation.ban("ann", null, "test", "spam");
        assertThat(ann.gets()).isEmpty();
        assertThat(ann.isEnded()).isTrue();
    }

    @Test
    void aBanThatIsOverDoesNothing_andItsReasonIsBounded() throws IOException {
        Moderation moderation = open();
        simulation.pass(Duration.ofMinutes(1));
        moderation.restore(new Ban("cem", simulation.scheduler().instant(), "test", ""));
        assertThat(moderation.bans()).isEmpty();
        assertThat(moderation.ban("cem", null, "test", "x".repeat(5000)).reason()).hasSize(201);
        assertThatThrownBy(() -> moderation.ban("c\u0000m", null, "test", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thereAreBoundsOnBans_andThoseThatAreOverMakeRoom() throws IOException {
        Moderation moderation = open();
        for (int i = 0; i < Expiring.MAX; i++) {
            moderation.restore(new Ban("name" + i, i == 0 ? Instant.EPOCH.plusSeconds(60) : null, "test", ""));
        }
        assertThatThrownBy(() -> moderation.ban("more", null, "test", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are 10000 bans already, which is the most; lift some first");
        assertThat(moderation.obey("ban more", "test")).singleElement().asString().startsWith("Not done: there are 10000 bans");
        simulation.pass(Duration.ofMinutes(2));
        moderation.ban("more", null, "test", "");
        assertThat(moderation.bans()).hasSize(Expiring.MAX);
    }

    private Line boss() {
        Line boss = connect("192.0.2.1").sends("boss\n").sends("boss\n");
        assertThat(boss.gets()).endsWith(WELCOME);
        return boss;
    }

    private Line join(String name, String address) {
        Line guest = connect(address).sends(name + "\n");
        assertThat(guest.gets().stripTrailing()).isEqualTo((PROMPT + WELCOME).stripTrailing());
        return guest;
    }

    private Line connect(String address) {
        if (endpoint == null) {
            throw new IllegalStateException("the server is opened first");
        }
        String family = address.contains(":") ? "TCP6 " + address + " ::1" : "TCP4 " + address + " 127.0.0.1";
        return Line.connect(simulation, endpoint).sends("PROXY " + family + " 4711 12000\r\n");
    }

    /** Who is called boss has that as his password, too, and is an operator. */
    private final class OnlyTheBoss implements Authenticator {
        @Override
        public boolean needsPassword(String name) {
            return name.equals("boss");
        }

        @Override
        public CompletionStage<Verdict> check(Attempt attempt) {
            return CompletableFuture.supplyAsync(
                    () -> attempt.password().equals("boss") ? Verdict.OPERATOR : Verdict.REFUSED, simulation.executor());
        }
    }
}
