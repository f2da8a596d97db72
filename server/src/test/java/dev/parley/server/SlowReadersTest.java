package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Endpoint;
import dev.parley.api.Member;
import dev.parley.api.Room;
import dev.parley.api.RoomListener;
import dev.parley.api.TransportOptions;
import dev.parley.transport.simulated.Simulation;
import dev.parley.wire.Sent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a guest who does not read, and of the others, under each choice. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3})
class SlowReadersTest {
    private static final String WELCOME = "Please enter your username: You are connected to chatroom.\n";
    private static final int TRANSCRIPT_BYTES = 64 * 1024;

    private static final int MOST_TURNS = 10_000;

    /** The most that one read brings, names before the lines included. */
    private static final int ONE_READ_BYTES = 66 * 1024;

    private final Simulation simulation;
    private final List<String> heard = new ArrayList<>();
    private final List<ChatEvent.Lags> lagging = new ArrayList<>();
    private long skipped;
    private @Nullable ChatServer opened;
    private @Nullable Endpoint endpoint;

    SlowReadersTest(long seed) {
        simulation = Line.simulation(seed);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private ChatServer open(SlowReaders slowReaders) throws IOException {
        ChatListener listener = event -> {
            switch (event) {
                case ChatEvent.Lags lags -> {
                    heard.add(lags.name() + " lags");
                    lagging.add(lags);
                }
                case ChatEvent.Skipped skip -> {
                    heard.add(skip.name() + " skips");
                    skipped += skip.lines();
                }
                case ChatEvent.Left left -> heard.add(left.name() + " leaves: " + left.reason().getClass().getSimpleName());
                case ChatEvent.FellBehind _,
                        ChatEvent.Joined _,
                        ChatEvent.LimitHit _,
                        ChatEvent.Refused _,
                        ChatEvent.ByOperator _,
                        ChatEvent.Lost _ -> {}
            }
        };
        ChatOptions options = ChatOptions.defaults()
                .withAnnounceUpTo(0)
                .withLimits(Limits.none())
                .withTranscriptBytes(TRANSCRIPT_BYTES)
                .withTransport(TransportOptions.defaults().withSendBufferBytes(1024))
                .withSlowReaders(slowReaders);
        ChatServer server = ChatServer.create(options, listener, simulation.scheduler());
        opened = server;
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
        return server;
    }

    @Test
    void whoDoesNotRead_isDisconnectedByDefault() throws IOException {
        ChatServer server = open(ChatOptions.defaults().slowReaders());
        Line ann = join("ann");
        Line slow = joinSlowly("slow");
        slow.stopsReading();
        say(ann, 0, 300, List.of());
        assertThat(heard).endsWith("slow leaves: FellBehind");
        assertThat(server.room().members()).containsExactly("ann");
    }

    @Test
    void whoDoesNotRead_skips_whereTheRoomSaysSo() throws IOException {
        ChatServer server = open(SlowReaders.SKIP);
        Line ann = join("ann");
        Line bob = join("bob");
        Line slow = joinSlowly("slow");
        slow.stopsReading();
        say(ann, 0, 300, List.of(bob));
        slow.sends("I am still here\n");
        assertThat(bob.gets()).isEqualTo("<slow> I am still here\n");
        assertThat(heard).doesNotContain("slow skips");
        say(ann, 300, 600, List.of(bob));
        slow.readsOn();
        assertHasHeardOfEverything(slow, 600);
        assertThat(heard).contains("slow skips");
        assertThat(skipped).isPositive();
        ann.sends("and now?\n");
        assertThat(slow.gets()).isEqualTo("<ann> and now?\n");
        assertThat(server.room().members()).containsExactly("ann", "bob", "slow");
    }

    @Test
    void whoSkips_isStillAnswered_andLeavesLikeAnybody() throws IOException {
        open(SlowReaders.SKIP);
        Line ann = join("ann");
        Line slow = joinSlowly("slow");
        slow.stopsReading();
        say(ann, 0, 100, List.of());
        slow.sends("/who\n");
        say(ann, 100, 300, List.of());
        slow.sends("/quit\n");
        slow.readsOn();
        String got = slow.gets();
        assertThat(got).containsPattern("\\* \\d+ lines skipped\n\\* 2 here: ann, slow\n(<ann> \\d+ x+\n)*\\* Good-bye.\n$");
        assertThat(slow.isEnded()).isTrue();
        assertThat(heard).endsWith("slow leaves: Ended");
    }

    @Test
    void aBacklogCanBeReadAtAnyTime_andIsToldOfOnce() throws IOException {
        ChatServer server = open(SlowReaders.SKIP);
        Line ann = join("ann");
        Line slow = joinSlowly("slow");
        slow.stopsReading();
        say(ann, 0, 60, List.of());
        simulation.pass(Duration.ofSeconds(3));
        assertThat(heard).isEmpty();
        Backlog little = server.backlogs(ChatServer.DEFAULT_ROOM).getLast();
        assertThat(little.name()).isEqualTo("slow");
        assertThat(little.linesBehind()).isBetween(40L, 60L);
        assertThat(little.bytesWaiting()).isBetween(40 * lineBytes(), 60 * lineBytes());
        say(ann, 60, 120, List.of());
        simulation.pass(Duration.ofSeconds(3));
        assertThat(heard).containsExactly("slow lags");
        slow.readsOn();
        slow.gets();
        assertThat(server.backlogs(ChatServer.DEFAULT_ROOM)).containsExactly(new Backlog("ann", 0, 0), new Backlog("slow", 0, 0));
        simulation.pass(Duration.ofSeconds(3));
        slow.stopsReading();
        say(ann, 120, 270, List.of());
        simulation.pass(Duration.ofSeconds(3));
        assertThat(heard).containsExactly("slow lags", "slow lags");
        assertThat(lagging).allMatch(lags -> lags.bytesWaiting() > TRANSCRIPT_BYTES / 2 && lags.linesBehind() > 0);
        assertThat(server.backlogs("no such room")).isEmpty();
    }

    @Test
    void aProgramSkips_too() throws IOException {
        ChatServer server = open(SlowReaders.SKIP);
        List<Runnable> tasks = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        server.room().join("bot", tasks::add, new RoomListener() {
            @Override
            public void said(String name, String text) {
                lines.add(text);
            }

            @Override
            public void notice(String text) {
                notices.add(text);
            }
        });
        say(join("ann"), 0, 300, List.of());
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
        assertThat(notices).containsExactly(skipped + " lines skipped");
        assertThat(lines).hasSize(300 - (int) skipped);
    }

    @Test
    void whoDoesNotRead_isWaitedFor_whereTheRoomSaysSo() throws IOException {
        ChatRoom room = (ChatRoom) open(SlowReaders.WAIT).room();
        Line ann = join("ann");
        Line bob = join("bob");
        Line slow = joinSlowly("slow");
        Member bot = ((Room.Joined.As) room.join("bot", simulation.executor(), (name, text) -> {})).member();
        slow.stopsReading();
        int count = 1_000;
        ByteBuffer words = ByteBuffer.wrap(said("", count).getBytes(UTF_8));
        StringBuilder bobHeard = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            ann.offers(words);
            bobHeard.append(bob.gets());
            assertThat(room.heldBytes()).isLessThanOrEqualTo(TRANSCRIPT_BYTES / 2 + ONE_READ_BYTES);
        }
        assertThat(words.remaining()).as("what ann could not say yet").isGreaterThan(words.limit() / 2);
        assertThat(bot.say("me neither?")).isEqualTo(Sent.FULL);
        slow.readsOn();
        StringBuilder slowHeard = new StringBuilder();
        String everything = said("<ann> ", count);
        for (int i = 0; i < MOST_TURNS && slowHeard.length() < everything.length(); i++) {
            ann.offers(words);
            slowHeard.append(slow.gets());
            bobHeard.append(bob.gets());
        }
        assertThat(slowHeard.toString()).isEqualTo(everything);
        assertThat(bobHeard.toString()).isEqualTo(everything);
        assertThat(bot.say("now I may")).isEqualTo(Sent.ACCEPTED);
        assertThat(slow.gets()).isEqualTo("<bot> now I may\n");
        assertThat(heard).noneMatch(event -> event.contains("leaves"));
    }

    @Test
    void whoIsWaitedFor_isToldOf() throws IOException {
        open(SlowReaders.WAIT);
        Line ann = join("ann");
        Line slow = joinSlowly("slow");
        slow.stopsReading();
        say(ann, 0, 100, List.of());
        simulation.pass(Duration.ofSeconds(3));
        assertThat(heard).containsExactly("slow lags");
    }

    @Test
    void whoIsWaitedFor_andGoes_holdsNobodyUp() throws IOException {
        open(SlowReaders.WAIT);
        Line ann = join("ann");
        Line bob = join("bob");
        Line slow = joinSlowly("slow");
        slow.stopsReading();
        ByteBuffer words = ByteBuffer.wrap(said("", 1_000).getBytes(UTF_8));
        StringBuilder bobHeard = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            ann.offers(words);
            bobHeard.append(bob.gets());
        }
        assertThat(words.hasRemaining()).isTrue();
        slow.breaks();
        String everything = said("<ann> ", 1_000);
        for (int i = 0; i < MOST_TURNS && bobHeard.length() < everything.length(); i++) {
            ann.offers(words);
            bobHeard.append(bob.gets());
        }
        assertThat(bobHeard.toString()).isEqualTo(everything);
    }

    private static String said(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + text(i) + "\n").collect(Collectors.joining());
    }

    @Test
    void eachRoomMayHaveItsChoice_butOneWithoutNoticesCannotSkip() throws IOException {
        ChatServer server = open(SlowReaders.DISCONNECT);
        Room games = server.room("games", SlowReaders.SKIP);
        assertThat(server.room("games")).isSameAs(games);
        assertThat(server.room("games", SlowReaders.SKIP)).isSameAs(games);
        assertThatThrownBy(() -> server.room("games", SlowReaders.DISCONNECT))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("SKIP, and not DISCONNECT");
        ChatOptions classic = ChatOptions.defaults().withProfile(Profile.CLASSIC);
        assertThatThrownBy(() -> classic.withSlowReaders(SlowReaders.SKIP))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("slowReaders ");
        try (ChatServer old = ChatServer.create(classic, ChatListener.NONE, simulation.scheduler())) {
            assertThatThrownBy(() -> old.room("games", SlowReaders.SKIP)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Says the lines of these numbers; those who listen hear each batch at once, and none of it twice or not at all. */
    private void say(Line speaker, int from, int to, List<Line> listeners) {
        for (int i = from; i < to; i += 10) {
            StringBuilder said = new StringBuilder();
            for (int line = i; line < i + 10; line++) {
                speaker.writes(text(line) + "\n");
                said.append("<ann> ").append(text(line)).append('\n');
            }
            simulation.settle();
            listeners.forEach(listener -> assertThat(listener.gets()).isEqualTo(said.toString()));
        }
    }

    private static String text(int number) {
        return "%05d %s".formatted(number, "x".repeat(400));
    }

    private static long lineBytes() {
        return ("<ann> " + text(0) + "\n").length();
    }

    private static void assertHasHeardOfEverything(Line guest, int lines) {
        int heardOf = 0;
        for (String line : guest.gets().lines().toList()) {
            if (line.startsWith("* ")) {
                heardOf += Integer.parseInt(line.substring(2, line.indexOf(" line")));
            } else {
                assertThat(line).isEqualTo("<ann> " + text(heardOf++));
            }
        }
        assertThat(heardOf).isEqualTo(lines);
    }

    private Line join(String name) {
        return welcomed(Line.connect(simulation, endpoint()), name);
    }

    private Line joinSlowly(String name) {
        return welcomed(Line.connect(simulation, endpoint(), 1024), name);
    }

    private static Line welcomed(Line guest, String name) {
        assertThat(guest.sends(name + "\n").gets()).isEqualTo(WELCOME);
        return guest;
    }

    private Endpoint endpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("the server is opened first");
        }
        return endpoint;
    }
}
