package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.api.Endpoint;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatListener;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.server.Profile;
import dev.parley.wire.Greeting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The room of a chat server on the transport under test, and who comes into it. Closing it lets everybody leave, and checks
 * that nobody's place is taken then.
 */
final class TestRoom implements AutoCloseable {
    /** Makes a guest leave. */
    @FunctionalInterface
    interface WayOut {
        void take(Peer guest) throws IOException;
    }

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final TransportUnderTest tested;
    private final ChatServer server;
    private final Endpoint endpoint;
    private final boolean greetingEndsALine;
    private final List<Peer> peers = new ArrayList<>();

    private TestRoom(TransportUnderTest tested, ChatOptions options) throws IOException {
        this.tested = tested;
        this.greetingEndsALine = options.profile() == Profile.STANDARD;
        this.server = ChatServer.create(options, ChatListener.NONE, tested.network().scheduler());
        this.endpoint = openAnotherEndpoint();
    }

    /** A room of the standard profile, in which nobody is told who comes and goes. */
    static TestRoom open(TransportUnderTest tested) throws IOException {
        return open(tested, quiet(tested.options()));
    }

    static TestRoom openClassic(TransportUnderTest tested) throws IOException {
        return open(tested, quiet(tested.options()).withProfile(Profile.CLASSIC));
    }

    static TestRoom open(TransportUnderTest tested, ChatOptions options) throws IOException {
        return new TestRoom(tested, options);
    }

    /** Without limits on guests: it is the transport that is tested. */
    static ChatOptions quiet(TransportOptions transport) {
        return ChatOptions.defaults().withLimits(Limits.none()).withAnnounceUpTo(0).withTransport(transport);
    }

    /** The one through which guests come unless another one is named. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** One more way into the same room. */
    Endpoint openAnotherEndpoint() throws IOException {
        return server.open(tested.transport(), TestServer.loopback(0));
    }

    // --- Coming.

    /** Somebody who has not said his name yet. The transport has let him in. */
    Peer connect() throws IOException {
        int before = endpoint.sessionCount();
        Peer peer = keep(tested.network().connect(endpoint.address()));
        awaitSessions(before + 1);
        return peer;
    }

    RoomGuest join(String name) throws IOException {
        return join(name, endpoint);
    }

    RoomGuest join(String name, Endpoint door) throws IOException {
        return introduce(name, keep(tested.network().connect(door.address())));
    }

    /** Somebody who is slow as long as he reads nothing. */
    RoomGuest joinSlow(String name) throws IOException {
        return introduce(name, keep(tested.network().connectWithSmallBuffer(endpoint.address())));
    }

    /** Says his name, and checks that the greeting is the first he gets, or in the classic profile will be. */
    RoomGuest introduce(String name, Peer peer) throws IOException {
        int before = members().size();
        peer.sendLine(name);
        if (greetingEndsALine) {
            assertEquals(Greeting.PROMPT + Greeting.WELCOME, peer.readLine(), () -> "what " + name + " gets first");
            return new RoomGuest(name, peer, "");
        }
        await(() -> members().size() == before + 1, () -> name + " does not get in");
        return new RoomGuest(name, peer, Greeting.PROMPT + Greeting.WELCOME);
    }

    // --- Being there, and leaving.

    List<String> members() {
        return server.room().members();
    }

    /** Waits until these are here and nobody else, in the order of their coming. */
    void awaitMembers(String... names) {
        List<String> expected = List.of(names);
        await(() -> members().equals(expected), () -> "in the room are " + members() + " and not " + expected);
    }

    /** Waits until the first endpoint has so many sessions: those who leave have left altogether then. */
    void awaitSessions(int count) {
        await(
                () -> endpoint.sessionCount() == count,
                () -> "sessionCount() is " + endpoint.sessionCount() + " and not " + count);
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        try {
            awaitMembers();
            awaitSessions(0);
        } finally {
            server.stop(GRACE);
        }
    }

    private void await(BooleanSupplier condition, Supplier<String> failure) {
        if (!tested.network().await(condition, Deadline.limit())) {
            throw new AssertionError(failure.get() + ", after " + Deadline.limit().toMillis() + " ms");
        }
    }

    private Peer keep(Peer peer) {
        peers.add(peer);
        return peer;
    }
}
