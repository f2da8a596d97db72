package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.CloseReason;
import dev.parley.api.CloseReason.Ended;
import dev.parley.api.Session;
import dev.parley.testkit.Misbehaviour.ManyLinesInOnePacket;
import dev.parley.testkit.Network.Branch;
import dev.parley.testkit.RecordingHandler.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What pausing does, and what it does not: T17. */
public interface PauseContract extends TransportUnderTest {

    @Test
    default void t17_pausedSession_hearsNothingBeforeItsResume_andLosesNothing() throws Exception {
        List<String> lines = new ManyLinesInOnePacket(1_000).lines();
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            server.handlerOf(witness);
            server.serveWith(RecordingHandler::new);
            Peer peer = server.connect();
            RecordingHandler paused = server.handlerOf(peer);
            paused.session().pauseReading();
            peer.send(String.join("\n", lines) + "\n");
            assertServesForAWhile(server, witness);
            assertEquals(0, paused.lines().size(), "lines during a pause");
            paused.session().resumeReading();
            LongText.assertSame(lines, paused.awaitLines(lines.size()));
        }
    }

    @Test
    default void t17_pauseInOpened_letsNoLineIn() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            server.handlerOf(witness);
            server.serveWith(session -> new RecordingHandler(session) {
                @Override
                protected void whenOpened() {
                    session.pauseReading();
                }
            });
            Peer peer = server.connect();
            peer.sendLine("early");
            RecordingHandler handler = server.handlerOf(peer);
            assertServesForAWhile(server, witness);
            assertEquals(List.of(), handler.lines(), "lines during a pause");
            handler.session().resumeReading();
            assertEquals(List.of("early"), handler.awaitLines(1));
        }
    }

    /** What one read has brought is handed over; the next one waits. */
    @Test
    default void t17_pauseAfterEachRead_letsOneReadIn_andLosesNothing() throws Exception {
        int count = 2_000;
        AtomicInteger pauses = new AtomicInteger();
        try (TestServer server = TestServer.open(this, session -> new RecordingHandler(session) {
            @Override
            protected void whenReadComplete() {
                session.pauseReading();
                pauses.incrementAndGet();
            }
        })) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            Branch<?> sending = network().fork(() -> sendBacklog(peer, count));
            for (int reads = 1; handler.count(Call.Line.class) < count; reads++) {
                int expected = reads;
                server.await(() -> pauses.get() >= expected, () -> "waited for read " + expected + " of " + handler);
                assertEquals(expected, pauses.get(), "reads after " + (expected - 1) + " resumes");
                handler.session().resumeReading();
            }
            sending.join();
            assertBacklog(handler, count);
        }
    }

    @Test
    default void t17_pausesAreNotCounted() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            handler.session().pauseReading();
            handler.session().pauseReading();
            handler.session().resumeReading();
            peer.sendLine("hello");
            assertEquals(List.of("hello"), handler.awaitLines(1));
        }
    }

    @Test
    default void t17_pausesOfSeveralThreads_loseNothing() throws Exception {
        int count = 2_000;
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            Branch<?> sending = network().fork(() -> sendBacklog(peer, count));
            List<Branch<Boolean>> pausing = IntStream.range(0, 3)
                    .mapToObj(_ -> network().fork(() -> pauseAgainAndAgain(handler.session())))
                    .toList();
            pausing.forEach(Branch::join);
            handler.session().resumeReading();
            handler.awaitLines(count);
            sending.join();
            assertBacklog(handler, count);
        }
    }

    /** Else the program would be spared, and the memory not. */
    @Test
    default void t17_pausedSession_leavesItToTheKernelWhatComes() throws Exception {
        byte[] moreThanKernelsTake = new byte[32 * 1024 * 1024];
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            Peer peer = server.connect();
            server.handlerOf(peer).session().pauseReading();
            Branch<?> sending = network().fork(() -> {
                peer.send(moreThanKernelsTake);
                return true;
            });
            assertServesForAWhile(server, witness);
            assertFalse(sending.isDone(), "all of it was taken");
        }
    }

    @Test
    default void t17_pausedSession_isSentTo() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            Session session = server.handlerOf(peer).session();
            session.pauseReading();
            Backlog.read(peer, Backlog.fill(session));
            assertFalse(server.handlerOf(peer).isClosed(), "closed by a pause");
        }
    }

    @Test
    default void t17_closeWhilePaused_deliversEverything_andNoticesTheEnd() throws Exception {
        try (TestServer server =
                TestServer.open(this, options().withCloseTimeout(Duration.ofHours(1)), RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = pausedWhileFlooding(server, peer);
            int accepted = Backlog.fill(handler.session());
            handler.session().close(new Ended("enough"));
            assertEquals(new Ended("enough"), handler.awaitClosed());
            Backlog.read(peer, accepted);
            assertEquals("", peer.readUntilEnd());
            peer.close();
            server.awaitSessionCount(0);
        }
    }

    @Test
    default void t17_stopWhilePaused_deliversEverything_andSaysSo() throws Exception {
        try (TestServer server =
                TestServer.open(this, options().withSendBufferBytes(4 * 1024), RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = pausedWhileFlooding(server, peer);
            int accepted = Backlog.fill(handler.session());
            Branch<Boolean> stopped = network().fork(() -> server.endpoint().stop(Deadline.limit()));
            assertEquals(new CloseReason.Stopped(), handler.awaitClosed());
            Backlog.read(peer, accepted);
            assertEquals("", peer.readUntilEnd());
            peer.close();
            assertTrue(stopped.join(), "stop says that it had to force, though everything was delivered");
        }
    }

    @Test
    default void t17_stopReadingWhilePaused_doesNotWait_andHearsNothingMore() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            handler.session().pauseReading();
            peer.sendLine("unread");
            network().fork(() -> server.endpoint().stopReading(Duration.ofHours(1))).join();
            handler.session().resumeReading();
            assertEquals(List.of(), handler.lines(), "lines after the stop");
            assertTrue(server.endpoint().stop(Deadline.limit()), "nothing was left to deliver");
            assertEquals(List.of(), handler.lines(), "lines after the stop");
        }
    }

    @Test
    default void t17_hangingUpWhilePaused_isNoticedAtTheResume_behindTheLastLine() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            handler.session().pauseReading();
            peer.sendLine("good-bye");
            peer.close();
            handler.session().resumeReading();
            assertEquals(new CloseReason.PeerClosed(), handler.awaitClosed());
            assertEquals(List.of("good-bye"), handler.lines());
        }
    }

    @Test
    default void t17_pauseAndResume_neverCallOnTheCallersStack_andDoNothingAfterTheEnd() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            RecordingHandler handler = server.handlerOf(peer);
            handler.session().pauseReading();
            peer.sendLine("hello");
            handler.assertNotCalledDuring(() -> handler.session().resumeReading());
            handler.awaitLines(1);
            server.endpoint().stop(Deadline.limit());
            handler.awaitClosed();
            handler.session().pauseReading();
            handler.session().resumeReading();
        }
    }

    /** A session that heard something, and does not want to hear the rest. */
    private static RecordingHandler pausedWhileFlooding(TestServer server, Peer peer) {
        RecordingHandler handler = server.handlerOf(peer);
        peer.flood("I do not listen\n".repeat(100));
        handler.awaitLines(1);
        handler.session().pauseReading();
        return handler;
    }

    /** Long enough for a transport that does not keep a pause to show it. */
    private static void assertServesForAWhile(TestServer server, Peer witness) throws IOException {
        for (int i = 0; i < 50; i++) {
            server.assertServes(witness);
        }
    }

    private static boolean sendBacklog(Peer peer, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            peer.sendLine(Backlog.line(number));
        }
        return true;
    }

    private static void assertBacklog(RecordingHandler handler, int count) {
        LongText.assertSame(IntStream.range(0, count).mapToObj(Backlog::line).toList(), handler.lines());
    }

    private void pauseAgainAndAgain(Session session) {
        for (int i = 0; i < 300; i++) {
            session.pauseReading();
            session.resumeReading();
            if (i % 10 == 0) {
                network().pause(Duration.ofNanos(10_000));
            }
        }
    }
}
