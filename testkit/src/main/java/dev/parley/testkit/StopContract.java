package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.CloseReason;
import dev.parley.api.CloseReason.Ended;
import dev.parley.api.Endpoint;
import dev.parley.api.TransportOptions;
import dev.parley.testkit.Network.Branch;
import dev.parley.wire.Sent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How an endpoint begins and ends: T12, T13, T14. */
public interface StopContract extends TransportUnderTest {

    @Test
    default void t12_stopReading_freesThePort() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            server.assertServes(server.connect());
            server.endpoint().stopReading(Deadline.limit());
            try (Endpoint second = transport().open(server.endpoint().address(), options(), EchoHandler::new)) {
                assertEquals(server.endpoint().address(), second.address());
            }
        }
    }

    @Test
    default void t12_stop_freesThePort() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            server.assertServes(server.connect());
            server.endpoint().stop(Deadline.limit());
            try (Endpoint second = transport().open(server.endpoint().address(), options(), EchoHandler::new)) {
                assertEquals(server.endpoint().address(), second.address());
            }
        }
    }

    @Test
    @Needs(Ability.HANDLERS_MAY_BLOCK)
    default void t12_stopReading_handsOverWhatHasArrived_andNothingLater() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestServer server = TestServer.open(this, session -> new GatedHandler(session, gate))) {
            List<Peer> peers = List.of(server.connect(), server.connect(), server.connect());
            peers.forEach(server::handlerOf);
            for (Peer peer : peers) {
                peer.send("line\n".repeat(2_000));
            }
            Branch<?> stopped = network().fork(() -> server.endpoint().stopReading(Deadline.limit()));
            gate.countDown();
            stopped.join();
            for (Peer peer : peers) {
                peer.sendLine("too late");
            }
            assertTrue(server.endpoint().stop(Deadline.limit()), "nothing was left to deliver");
            for (RecordingHandler handler : server.handlers()) {
                assertEquals(2_000, handler.lines().size(), "lines that had arrived before the stop");
                assertFalse(handler.lines().contains("too late"), "a line from after the stop was heard");
            }
        }
    }

    @Test
    default void t12_stopReading_hearsNothingLater() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            peer.sendLine("in time");
            RecordingHandler handler = server.handlerOf(peer);
            handler.awaitLines(1);
            server.endpoint().stopReading(Deadline.limit());
            peer.sendLine("too late");
            assertTrue(server.endpoint().stop(Deadline.limit()), "nothing was left to deliver");
            assertEquals(List.of("in time"), handler.lines());
        }
    }

    @Test
    default void t12_stopReading_leavesSessionsOpen() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            server.endpoint().stopReading(Deadline.limit());
            assertEquals(Sent.ACCEPTED, handler.session().send("last words"));
            assertEquals("last words", peer.readLine());
            assertFalse(handler.isClosed(), "closed by stopReading");
            assertTrue(server.endpoint().stop(Deadline.limit()));
            assertEquals(new CloseReason.Stopped(), handler.awaitClosed());
            assertEquals("", peer.readUntilEnd());
        }
    }

    @Test
    @Needs(Ability.HANDLERS_MAY_BLOCK)
    default void t12_stopReadingInTheMiddleOfALine_losesNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestServer server = TestServer.open(this, session -> new GatedHandler(session, gate))) {
            Peer peer = server.connect();
            peer.send("line\n".repeat(2_000));
            RecordingHandler handler = server.handlerOf(peer);
            handler.awaitLines(1);
            // It cannot succeed while the handler is in that line.
            server.endpoint().stopReading(Duration.ofMillis(200));
            gate.countDown();
            handler.awaitLines(2_000);
            handler.session().send("last words");
            assertTrue(server.endpoint().stop(Deadline.limit()));
            assertEquals("last words\n", peer.readUntilEnd());
            assertEquals(new CloseReason.Stopped(), handler.awaitClosed());
        }
    }

    @Test
    default void t12_stop_deliversWhatWasSent_andSaysSo() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            int accepted = Backlog.fill(handler.session());
            Branch<Boolean> stopped = network().fork(() -> server.endpoint().stop(Deadline.limit()));
            Backlog.read(peer, accepted);
            assertEquals("", peer.readUntilEnd());
            peer.close();
            assertTrue(stopped.join(), "stop says that it had to force, though everything was delivered");
            assertEquals(new CloseReason.Stopped(), handler.awaitClosed());
        }
    }

    @Test
    default void t12_stop_deliversToAFloodingPeer() throws Exception {
        try (TestServer server = TestServer.open(this, smallBuffer(), RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            peer.flood("I do not listen\n".repeat(100));
            handler.awaitLines(1);
            int accepted = Backlog.fill(handler.session());
            Branch<Boolean> stopped = network().fork(() -> server.endpoint().stop(Deadline.limit()));
            handler.awaitClosed();
            Backlog.read(peer, accepted);
            assertEquals("", peer.readUntilEnd());
            peer.close();
            assertTrue(stopped.join(), "stop says that it had to force, though everything was delivered");
        }
    }

    @Test
    default void t12_stop_deliversToAPeerWhoBeginsToTalkMeanwhile() throws Exception {
        try (TestServer server = TestServer.open(this, smallBuffer(), RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            int accepted = Backlog.fill(handler.session());
            Branch<Boolean> stopped = network().fork(() -> server.endpoint().stop(Deadline.limit()));
            handler.awaitClosed();
            for (int number = 0; number < accepted; number++) {
                // Nearly all of the second half is still in the outbox then, so that nobody has begun to wait for his end.
                if (number < accepted / 2) {
                    peer.sendLine("what?");
                }
                Backlog.readNext(peer, number);
            }
            assertEquals("", peer.readUntilEnd());
            peer.close();
            assertTrue(stopped.join(), "stop says that it had to force, though everything was delivered");
        }
    }

    @Test
    default void t12_stop_cutsOffWhoDoesNotRead_andSaysSo() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            RecordingHandler handler = server.handlerOf(server.connectWithSmallBuffer());
            Backlog.fill(handler.session());
            boolean delivered = assertTimeout(
                    Duration.ofSeconds(5), () -> server.endpoint().stop(Duration.ofMillis(200)), "a grace of 200 ms");
            assertFalse(delivered, "stop says that all was delivered");
            assertEquals(0, server.endpoint().sessionCount(), "sessionCount() after stop");
            assertEquals(new CloseReason.Stopped(), handler.awaitClosed());
        }
    }

    @Test
    default void t12_stop_saysThatACloseTimedOutMeanwhile() throws Exception {
        try (TestServer server = TestServer.open(
                this, options().withCloseTimeout(Duration.ofSeconds(1)), RecordingHandler::new)) {
            RecordingHandler handler = server.handlerOf(server.connectWithSmallBuffer());
            Backlog.fill(handler.session());
            handler.session().close(new Ended("enough"));
            handler.awaitClosed();
            assertFalse(server.endpoint().stop(Deadline.limit()), "stop says that all was delivered");
        }
    }

    @Test
    default void t12_stopWithoutGrace_inAStormOfConnects_leavesNobody() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (TestServer server = TestServer.open(this)) {
                Branch<?> storm = network().fork(() -> connectUntilRefused(server));
                server.await(() -> server.handlers().size() > 20, () -> "nobody was let in");
                server.endpoint().stop(Duration.ZERO);
                assertEquals(0, server.endpoint().sessionCount(), "sessionCount() after stop");
                storm.join();
            }
        }
    }

    @Test
    default void t13_portZero_becomesARealPort() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            InetSocketAddress address = server.endpoint().address();
            assertTrue(address.getPort() > 0, "the port is " + address.getPort());
            server.assertServes(server.connect());
            server.endpoint().stop(Deadline.limit());
            assertEquals(address, server.endpoint().address(), "the address after the stop");
        }
    }

    @Test
    default void t13_portInUse_isAnIOException_andLeavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            server.assertServes(peer);
            Traces before = Traces.now();
            assertThrows(
                    IOException.class,
                    () -> transport().open(server.endpoint().address(), options(), EchoHandler::new));
            before.assertNothingIsNew(network());
            server.assertServes(peer);
        }
    }

    @Test
    default void t13_addressOfSomebodyElse_isAnIOException_andLeavesNothing() throws Exception {
        // 192.0.2.0/24 is reserved for documents: no machine has it.
        List<InetSocketAddress> addresses = List.of(
                new InetSocketAddress("192.0.2.1", 0), InetSocketAddress.createUnresolved("no.such.host.invalid", 0));
        for (InetSocketAddress address : addresses) {
            Traces before = Traces.now();
            assertThrows(IOException.class, () -> transport().open(address, options(), EchoHandler::new));
            before.assertNothingIsNew(network());
        }
    }

    @Test
    default void t14_afterStop_nothingIsLeft() throws Exception {
        // The first use of sockets makes some that the Java library keeps.
        useAndStop();
        Traces before = Traces.now();
        useAndStop();
        before.assertNothingIsNew(network());
    }

    @Test
    default void t14_afterAStopThatForced_nothingIsLeft() throws Exception {
        useAndStop();
        Traces before = Traces.now();
        try (TestServer server = TestServer.open(this)) {
            Backlog.fill(server.handlerOf(server.connectWithSmallBuffer()).session());
            server.endpoint().stop(Duration.ZERO);
            assertEquals(Set.of(), before.newThreads(), "threads after a stop");
        }
        before.assertNothingIsNew(network());
    }

    /**
     * So that little is still on its way when the last byte has been handed to the kernel. Who talks from then on has a second:
     * that is long for a few lines, and on a busy machine short for hundreds.
     */
    private TransportOptions smallBuffer() {
        return options().withSendBufferBytes(4 * 1024);
    }

    private void useAndStop() throws IOException {
        try (TestServer server = TestServer.open(this)) {
            for (int i = 0; i < 5; i++) {
                server.assertServes(server.connect());
            }
            server.endpoint().stop(Deadline.limit());
        }
    }

    private void connectUntilRefused(TestServer server) {
        try {
            for (int i = 1; i <= 2_000; i++) {
                server.connect();
                // Seldom, so that it is a storm; but branches that take turns need it.
                if (i % 10 == 0) {
                    network().pause(Duration.ofNanos(10_000));
                }
            }
        } catch (IOException expected) {
            // The port is closed.
        }
    }
}
