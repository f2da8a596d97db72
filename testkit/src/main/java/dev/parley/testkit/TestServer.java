package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An endpoint under test, with the peers that connect to it, and the handlers of their sessions. Closing it checks the
 * calls to every handler there was.
 */
final class TestServer implements AutoCloseable {
    private final Network network;
    private final Endpoint endpoint;
    private final Queue<RecordingHandler> handlers = new ConcurrentLinkedQueue<>();
    private final Map<Integer, RecordingHandler> handlersByPort = new ConcurrentHashMap<>();
    private final Queue<Peer> peers = new ConcurrentLinkedQueue<>();
    private volatile Function<Session, RecordingHandler> making;

    private TestServer(
            TransportUnderTest tested, TransportOptions options, Function<Session, RecordingHandler> making)
            throws IOException {
        this.making = making;
        this.network = tested.network();
        this.endpoint = tested.transport().open(loopback(0), options, this::handlerFor);
    }

    /** A server that echoes. */
    static TestServer open(TransportUnderTest tested) throws IOException {
        return open(tested, EchoHandler::new);
    }

    static TestServer open(TransportUnderTest tested, Function<Session, RecordingHandler> handlers) throws IOException {
        return open(tested, tested.options(), handlers);
    }

    static TestServer open(
            TransportUnderTest tested, TransportOptions options, Function<Session, RecordingHandler> handlers)
            throws IOException {
        return new TestServer(tested, options, handlers);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** From now on, sessions get these handlers. */
    void serveWith(Function<Session, RecordingHandler> handlers) {
        making = handlers;
    }

    Peer connect() throws IOException {
        return keep(network.connect(endpoint.address()));
    }

    Peer connectWithSmallBuffer() throws IOException {
        return keep(network.connectWithSmallBuffer(endpoint.address()));
    }

    /** Lets somebody misbehave. Those who are still connected then are closed with this server at the latest. */
    List<Peer> suffer(Misbehaviour misbehaviour) throws IOException {
        List<Peer> guests = misbehaviour.act(network, endpoint.address());
        peers.addAll(guests);
        return guests;
    }

    /** The handler of the peer's session, which has been opened by then. */
    RecordingHandler handlerOf(Peer peer) {
        await(() -> handlersByPort.containsKey(peer.port()), () -> "no handler was made for port " + peer.port());
        RecordingHandler handler = handlersByPort.get(peer.port());
        if (handler == null) {
            throw new IllegalStateException("a handler is never taken away");
        }
        handler.awaitOpened();
        return handler;
    }

    /** All handlers so far. */
    Collection<RecordingHandler> handlers() {
        return handlers;
    }

    /** Checks that an echoing peer gets his answer. */
    void assertServes(Peer peer) throws IOException {
        peer.sendLine("are you there?");
        assertEquals("are you there?", peer.readLine());
    }

    void awaitSessionCount(int expected) {
        await(
                () -> endpoint.sessionCount() == expected,
                () -> "sessionCount() is " + endpoint.sessionCount() + " and not " + expected);
    }

    void await(BooleanSupplier condition, Supplier<String> failure) {
        Deadline.await(network, condition, failure);
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        endpoint.stop(Duration.ofSeconds(1));
        handlers().forEach(RecordingHandler::assertGrammar);
        assertEquals(0, endpoint.sessionCount(), "sessionCount() after stop");
    }

    private SessionHandler handlerFor(Session session) {
        RecordingHandler handler = making.apply(session);
        handler.waitBy(network);
        handlers.add(handler);
        handlersByPort.put(((InetSocketAddress) session.peer()).getPort(), handler);
        return handler;
    }

    private Peer keep(Peer peer) {
        peers.add(peer);
        return peer;
    }
}
