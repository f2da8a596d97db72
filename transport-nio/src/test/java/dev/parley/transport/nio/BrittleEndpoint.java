package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import dev.parley.testkit.RecordingHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** An endpoint on loops that break, and its guests. */
final class BrittleEndpoint implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final List<BrittleLoop> loops;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final Map<Integer, RecordingHandler> handlers = new ConcurrentHashMap<>();
    final Endpoint endpoint;

    private BrittleEndpoint(TransportOptions options, Function<Session, RecordingHandler> making) throws IOException {
        loops = new CopyOnWriteArrayList<>();
        endpoint = transport(loops).open(anyPort(), options, session -> {
            RecordingHandler handler = making.apply(session);
            handlers.put(((InetSocketAddress) session.peer()).getPort(), handler);
            return handler;
        });
    }

    /** One that sends every line back. */
    static BrittleEndpoint open(int loops) throws IOException {
        return open(TransportOptions.defaults().withLoops(loops), Echo::new);
    }

    static BrittleEndpoint open(TransportOptions options, Function<Session, RecordingHandler> making) throws IOException {
        return new BrittleEndpoint(options, making);
    }

    /** Adds its loops to the list. */
    static Transport transport(List<BrittleLoop> loops) {
        return new Transport() {
            @Override
            public String name() {
                return "brittle";
            }

            @Override
            public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory making)
                    throws IOException {
                return NioEndpoint.open(address, options, null, making, name -> {
                    BrittleLoop loop = new BrittleLoop(name);
                    loops.add(loop);
                    return loop;
                });
            }
        };
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static void await(BooleanSupplier condition, String what) {
        assertTrue(Network.sockets().await(condition, DEADLINE), what);
    }

    BrittleLoop loop(int i) {
        return loops.get(i);
    }

    Peer connect() throws IOException {
        Peer peer = Network.sockets().connect(endpoint.address());
        peers.add(peer);
        return peer;
    }

    /** A guest who has got an answer. */
    Peer connectAndTalk() throws IOException {
        Peer peer = connect();
        assertServes(peer);
        return peer;
    }

    void assertServes(Peer peer) throws IOException {
        peer.sendLine("are you there?");
        assertEquals("are you there?", peer.readLine());
    }

    RecordingHandler handlerOf(Peer peer) {
        await(() -> handlers.containsKey(peer.port()), "no handler was made");
        RecordingHandler handler = handlers.get(peer.port());
        if (handler == null) {
            throw new IllegalStateException("a handler is never taken away");
        }
        return handler;
    }

    void awaitSessionCount(int expected) {
        await(() -> endpoint.sessionCount() == expected, "sessionCount() never was " + expected);
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        assertTrue(endpoint.stop(Duration.ofSeconds(5)), "whether the stop needed no force");
        assertEquals(0, endpoint.sessionCount());
        handlers.values().forEach(RecordingHandler::assertGrammar);
    }

    private static final class Echo extends RecordingHandler {
        Echo(Session session) {
            super(session);
        }

        @Override
        protected void whenLine(String line) {
            session().send(line);
        }
    }
}
