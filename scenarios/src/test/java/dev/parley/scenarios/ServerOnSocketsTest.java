package dev.parley.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatEvent;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.server.SlowReaders;
import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import dev.parley.transport.blocking.PlatformTransport;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole server over real sockets, on every transport. */
class ServerOnSocketsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Network NETWORK = Network.sockets();
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.";

    private static final String LONG_REST = " " + "x".repeat(4000);

    /** What the server's listener heard of guests who left. */
    private final BlockingQueue<ChatEvent.Left> left = new LinkedBlockingQueue<>();
    private final ChatServer server = ChatServer.create(
            ChatOptions.defaults()
                    .withLimits(Limits.none())
                    .withAnnounceUpTo(0)
                    .withTranscriptBytes(256 * 1024)
                    .withTransport(TransportOptions.defaults().withCloseTimeout(Duration.ofSeconds(1))),
            event -> {
                if (event instanceof ChatEvent.Left gone) {
                    left.add(gone);
                }
            });
    private final List<Peer> guests = new ArrayList<>();

    static Stream<Transport> transports() {
        return Stream.of(new NioTransport(), new VirtualTransport(), new PlatformTransport());
    }

    @AfterEach
    void close() throws IOException {
        for (Peer guest : guests) {
            guest.close();
        }
        server.close();
    }

    @Test
    void oneRoomHasGuestsFromAllTransports() throws IOException {
        List<Peer> everybody = new ArrayList<>();
        for (Transport transport : transports().toList()) {
            everybody.add(join(server.open(transport, ANY_PORT), transport.name()));
        }
        for (Peer speaker : everybody) {
            speaker.sendLine("hello");
        }
        for (Peer guest : everybody) {
            assertThat(guest.readLines(2)).allMatch(line -> line.matches("<(nio|virtual|platform)> hello"));
        }
        assertThat(server.room().members()).containsExactlyInAnyOrder("nio", "virtual", "platform");
    }

    @Test
    void guestsOfAnotherRoomHearNothing() throws IOException {
        Peer ann = join(server.open(new NioTransport(), ANY_PORT), "ann");
        Endpoint games = server.open(new NioTransport(), ANY_PORT, "games");
        Peer bob = join(games, "bob");
        Peer cem = join(games, "cem");
        ann.sendLine("in the chatroom");
        cem.sendLine("in the games room");
        assertThat(bob.readLine()).isEqualTo("<cem> in the games room");
        assertThat(server.room("games").members()).containsExactly("bob", "cem");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void hostileGuestsLeaveNothingBehind(Transport transport) throws Exception {
        Endpoint endpoint = server.open(transport, ANY_PORT);
        Peer ann = join(endpoint, "ann");
        Peer bob = join(endpoint, "bob");
        for (int i = 0; i < 20; i++) {
            connect(endpoint);
            connect(endpoint).reset();
            Peer halfNamed = connect(endpoint);
            halfNamed.send("half a na");
            halfNamed.reset();
            join(endpoint, "cut-" + i).send("half a li");
            join(endpoint, "quick-" + i).halfClose();
            Peer loud = join(endpoint, "loud-" + i);
            loud.send("x".repeat(50_000));
            loud.send(new byte[] {(byte) 0xFF, 0, 0x1B, '[', '2', 'J', (byte) 0xC3, '\n', '\n'});
            loud.reset();
        }
        ann.sendLine("still here?");
        assertThat(bob.readLine()).isEqualTo("<ann> still here?");
        for (Peer guest : guests) {
            if (!List.of(ann, bob).contains(guest)) {
                guest.close();
            }
        }
        // 60 of them had a name.
        for (int i = 0; i < 60; i++) {
            assertThat(left.poll(20, TimeUnit.SECONDS)).as("guest number %d who left", i).isNotNull();
        }
        assertThat(server.room().members()).containsExactly("ann", "bob");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoDoesNotReadIsDisconnectedWithAReasonAndDelaysNobody(Transport transport) throws Exception {
        Endpoint endpoint = server.open(transport, ANY_PORT);
        Peer ann = join(endpoint, "ann");
        Peer bob = join(endpoint, "bob");
        Peer slow = NETWORK.connectWithSmallBuffer(endpoint.address());
        guests.add(slow);
        introduce(slow, "slow");
        String line = "x".repeat(4000);
        ChatEvent.Left gone = null;
        // Bob reads each line before the next is said, so nobody but the slow one can fall behind.
        for (int i = 0; gone == null && i < 1000; i++) {
            ann.sendLine(line);
            assertThat(bob.readLine()).isEqualTo("<ann> " + line);
            gone = left.poll();
        }
        ChatEvent.Left who = gone == null ? left.poll(20, TimeUnit.SECONDS) : gone;
        assertThat(who).isNotNull();
        assertThat(who.name()).isEqualTo("slow");
        assertThat(who.reason()).isInstanceOf(CloseReason.FellBehind.class);
        assertThat(server.room().members()).containsExactly("ann", "bob");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoDoesNotReadSkips_whereHisRoomSaysSo_andDelaysNobody(Transport transport) throws Exception {
        server.room("skipping", SlowReaders.SKIP);
        Endpoint endpoint = server.open(transport, ANY_PORT, "skipping");
        Peer ann = join(endpoint, "ann");
        Peer bob = join(endpoint, "bob");
        Peer slow = NETWORK.connectWithSmallBuffer(endpoint.address());
        guests.add(slow);
        introduce(slow, "slow");
        int count = 500;
        for (int i = 0; i < count; i++) {
            ann.sendLine(i + LONG_REST);
            assertThat(bob.readLine()).isEqualTo("<ann> " + i + LONG_REST);
        }
        int heardOf = 0;
        int gaps = 0;
        while (heardOf < count) {
            String line = slow.readLine();
            if (line.startsWith("* ")) {
                heardOf += Integer.parseInt(line.substring(2, line.indexOf(" line")));
                gaps++;
            } else {
                assertThat(line).isEqualTo("<ann> " + heardOf++ + LONG_REST);
            }
        }
        assertThat(heardOf).isEqualTo(count);
        assertThat(gaps).isEqualTo(1);
        ann.sendLine("welcome back");
        assertThat(slow.readLine()).isEqualTo("<ann> welcome back");
        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoDoesNotReadIsWaitedFor_whereHisRoomSaysSo(Transport transport) throws Exception {
        server.room("waiting", SlowReaders.WAIT);
        Endpoint endpoint = server.open(transport, ANY_PORT, "waiting");
        Peer ann = join(endpoint, "ann");
        Peer bob = join(endpoint, "bob");
        Peer slow = NETWORK.connectWithSmallBuffer(endpoint.address());
        guests.add(slow);
        introduce(slow, "slow");
        int count = 1000;
        FutureTask<Integer> talking = start(() -> sayNumbered(ann, count));
        FutureTask<Integer> listening = start(() -> hearNumbered(bob, count));
        await(() -> server.backlogs("waiting").getLast().bytesWaiting() > 64 * 1024);
        assertThat(listening.isDone()).as("bob hears everything before somebody else does").isFalse();
        assertThat(hearNumbered(slow, count)).isEqualTo(count);
        assertThat(listening.get(20, TimeUnit.SECONDS)).isEqualTo(count);
        assertThat(talking.get(20, TimeUnit.SECONDS)).isEqualTo(count);
        assertThat(left).isEmpty();
    }

    private static FutureTask<Integer> start(Callable<Integer> work) {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread.startVirtualThread(task);
        return task;
    }

    private static int sayNumbered(Peer speaker, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            speaker.sendLine(i + LONG_REST);
        }
        return count;
    }

    private static int hearNumbered(Peer listener, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(listener.readLine()).isEqualTo("<ann> " + i + LONG_REST);
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoHasReadHisWelcomeMissesNothing(Transport transport) throws IOException {
        Endpoint endpoint = server.open(transport, ANY_PORT);
        Peer ann = join(endpoint, "ann");
        for (int i = 0; i < 200; i++) {
            Peer guest = join(endpoint, "guest-" + i);
            ann.sendLine("welcome " + i);
            assertThat(guest.readLine()).isEqualTo("<ann> welcome " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoIsClosedAndDoesNotHangUpIsLetGo(Transport transport) throws Exception {
        Endpoint endpoint = server.open(transport, ANY_PORT);
        Peer ann = join(endpoint, "ann");
        Peer bob = join(endpoint, "bob");
        bob.sendLine("/quit");
        assertThat(bob.readUntilEnd()).isEqualTo("* Good-bye.\n");
        assertThat(endpoint.sessionCount()).isEqualTo(2);
        // He keeps his socket open; the server waits for the close timeout, and no longer.
        bob.flood("never read\n");
        await(() -> endpoint.sessionCount() == 1);
        ann.sendLine("/who");
        assertThat(ann.readLine()).isEqualTo("* 1 here: ann");
    }

    @Test
    void stoppingDeliversAcrossTransports() throws IOException {
        Peer ann = join(server.open(new NioTransport(), ANY_PORT), "ann");
        Peer bob = join(server.open(new VirtualTransport(), ANY_PORT), "bob");
        ann.send("one\ntwo\n");
        bob.send("three\n");
        server.close();
        assertThat(ann.readUntilEnd()).isEqualTo("<bob> three\n* The server is stopping.\n");
        assertThat(bob.readUntilEnd()).isEqualTo("<ann> one\n<ann> two\n* The server is stopping.\n");
        assertThatThrownBy(() -> server.open(new NioTransport(), ANY_PORT)).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("parley-nio"));
    }

    /** Looks again and again, and gives up with the test's deadline. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Peer connect(Endpoint endpoint) throws IOException {
        Peer guest = NETWORK.connect(endpoint.address());
        guests.add(guest);
        return guest;
    }

    private Peer join(Endpoint endpoint, String name) throws IOException {
        Peer guest = connect(endpoint);
        introduce(guest, name);
        return guest;
    }

    private static void introduce(Peer guest, String name) throws IOException {
        guest.sendLine(name);
        assertThat(guest.readLine()).isEqualTo(PROMPT + WELCOME);
    }
}
