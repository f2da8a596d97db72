package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.api.CloseReason;
import dev.parley.api.CloseReason.Ended;
import dev.parley.api.Session;
import dev.parley.testkit.Network.Branch;
import dev.parley.wire.SegmentPool;
import dev.parley.wire.Sent;
import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a handler is called, and by whom: T01, T02, T04, T11. */
public interface CallContract extends TransportUnderTest {

    @Test
    default void t01_whoeverSpeaksAtOnce_isHeardAfterOpened() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            for (int i = 0; i < 20; i++) {
                Peer peer = server.connect();
                peer.sendLine("first");
                RecordingHandler handler = server.handlerOf(peer);
                handler.awaitLines(1);
                peer.close();
                handler.awaitClosed();
                handler.assertGrammar();
            }
        }
    }

    @Test
    default void t01_closeInOpened_letsNoLineIn() throws Exception {
        try (TestServer server = TestServer.open(this, session -> new RecordingHandler(session) {
            @Override
            protected void whenOpened() {
                session.close(new Ended("full"));
            }
        })) {
            Peer peer = server.connect();
            peer.sendLine("too late");
            RecordingHandler handler = server.handlerOf(peer);
            handler.awaitClosed();
            assertEquals("", peer.readUntilEnd());
            assertEquals(0, handler.lines().size(), "lines after a close");
        }
    }

    @Test
    default void t01_closeInALine_letsNoLaterLineIn() throws Exception {
        try (TestServer server = TestServer.open(this, session -> new RecordingHandler(session) {
            @Override
            protected void whenLine(String line) {
                session.close(new Ended("that will do"));
            }
        })) {
            Peer peer = server.connect();
            peer.send("one\ntwo\nthree\n");
            RecordingHandler handler = server.handlerOf(peer);
            handler.awaitClosed();
            assertEquals(List.of("one"), handler.lines());
        }
    }

    @Test
    @Needs(Ability.RESET)
    default void t01_everyKindOfEndAtOnce_isOneEnd() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (TestServer server = TestServer.open(this)) {
                Peer peer = server.connect();
                RecordingHandler handler = server.handlerOf(peer);
                Branch<?> closing = network().fork(() -> handler.session().close(new Ended("enough")));
                Branch<?> stopping = network().fork(() -> server.endpoint().stop(Duration.ofSeconds(5)));
                peer.reset();
                handler.awaitClosed();
                closing.join();
                stopping.join();
            }
        }
    }

    @Test
    default void t02_closeAndSendFromOtherThreads_neverOverlapWithLines() throws Exception {
        try (TestServer server = TestServer.open(this, HesitantHandler::new)) {
            for (int round = 0; round < 10; round++) {
                Peer peer = server.connect();
                RecordingHandler handler = server.handlerOf(peer);
                // Not too many a read: the handler takes its time for each.
                peer.flood(Backlog.line(0) + "\n");
                List<Branch<Boolean>> senders = IntStream.range(0, 3)
                        .mapToObj(_ -> network().fork(() -> sendUntilClosed(handler.session())))
                        .toList();
                handler.awaitLines(20);
                handler.session().close(new Ended("enough"));
                senders.forEach(Branch::join);
                handler.awaitClosed();
                peer.close();
                handler.assertGrammar();
            }
        }
    }

    @Test
    default void t04_peerCloses() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            peer.close();
            assertEquals(new CloseReason.PeerClosed(), handler.awaitClosed());
        }
    }

    @Test
    @Needs(Ability.RESET)
    default void t04_peerResets() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            peer.reset();
            assertInstanceOf(CloseReason.ConnectionLost.class, handler.awaitClosed());
        }
    }

    @Test
    default void t04_endpointStops() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            peer.close();
            handler.awaitClosed();
            RecordingHandler stays = server.handlerOf(server.connect());
            server.endpoint().stop(Duration.ofSeconds(5));
            assertEquals(new CloseReason.PeerClosed(), handler.awaitClosed());
            assertEquals(new CloseReason.Stopped(), stays.awaitClosed());
        }
    }

    @Test
    @Needs(Ability.RESET)
    default void t04_programCloses_laterReasonsDoNotCount() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            handler.session().close(new Ended("first"));
            handler.session().close(new Ended("second"));
            peer.reset();
            assertEquals(new Ended("first"), handler.awaitClosed());
        }
    }

    @Test
    default void t04_closed_doesNotWaitForTheBacklog() throws Exception {
        try (TestServer server = TestServer.open(
                this, options().withCloseTimeout(Duration.ofHours(1)), RecordingHandler::new)) {
            RecordingHandler handler = server.handlerOf(server.connectWithSmallBuffer());
            Backlog.fill(handler.session());
            handler.session().close(new Ended("enough"));
            assertEquals(new Ended("enough"), handler.awaitClosed());
            assertEquals(1, server.endpoint().sessionCount(), "sockets that are still being delivered to");
        }
    }

    @Test
    default void t11_fromAnotherThread_neverCallOnTheCallersStack() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            peer.sendLine("echo");
            handler.assertNotCalledDuring(() -> {
                for (int i = 0; i < 100; i++) {
                    handler.session().send("hello");
                }
                handler.session().close(new Ended("enough"));
            });
            handler.awaitClosed();
        }
    }

    @Test
    default void t11_fromWithinTheHandler_neverCallOnItsStack() throws Exception {
        try (TestServer server = TestServer.open(this, session -> new RecordingHandler(session) {
            @Override
            protected void whenLine(String line) {
                session.send(line);
                session.close(new Ended("enough"));
                assertFalse(isClosed(), "closed was called by close()");
            }
        })) {
            Peer peer = server.connect();
            peer.send("one\ntwo\n");
            RecordingHandler handler = server.handlerOf(peer);
            assertEquals(new Ended("enough"), handler.awaitClosed());
            assertEquals("one\n", peer.readUntilEnd());
            handler.assertGrammar();
        }
    }

    @Test
    default void t11_sendToSomebodyFallenBehind_neverCallsOnTheCallersStack() throws Exception {
        Transcript transcript = new Transcript(new SegmentPool(0), 64 * 1024);
        try (TestServer server = TestServer.open(this, session -> new Follower(session, transcript))) {
            RecordingHandler handler = server.handlerOf(server.connect());
            // Nobody is signalled, so that it is the send that finds him behind.
            for (int number = 0; number < 1_000; number++) {
                transcript.append(new byte[0], ByteBuffer.wrap(Backlog.line(number).getBytes(UTF_8)), null);
            }
            handler.assertNotCalledDuring(() -> handler.session().send("hello"));
            assertInstanceOf(CloseReason.FellBehind.class, handler.awaitClosed());
        }
    }

    private void sendUntilClosed(Session session) {
        for (int sent = 1; session.send("to whom it may concern") != Sent.CLOSED; sent++) {
            // Seldom, so that sends and calls meet; but branches that take turns need it.
            if (sent % 100 == 0) {
                network().pause(Duration.ofNanos(10_000));
            }
        }
    }
}
