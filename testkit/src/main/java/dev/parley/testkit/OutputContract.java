package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.CloseReason;
import dev.parley.api.CloseReason.Ended;
import dev.parley.api.Session;
import dev.parley.api.TransportOptions;
import dev.parley.testkit.Network.Branch;
import dev.parley.wire.Outbox;
import dev.parley.wire.SegmentPool;
import dev.parley.wire.Sent;
import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a peer receives: T05, T06, T08, T10, T15. */
public interface OutputContract extends TransportUnderTest {

    @Test
    default void t05_sendToAPeerWhoDoesNotRead_isAcceptedUntilItIsRefused() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            int accepted = assertTimeoutPreemptively(
                    Deadline.limit(), () -> Backlog.fill(handler.session()), "a send blocked");
            assertEquals(Sent.FULL, handler.session().send("x".repeat(options().maxOutboxBytes())));
            assertFalse(handler.isClosed(), "a full outbox is no reason to end a session");
            Backlog.read(peer, accepted);
        }
    }

    @Test
    @Needs(Ability.RESET)
    default void t05_sendToAPeerWhoIsGone_isRefused_inClosedAlready() throws Exception {
        AtomicReference<@Nullable Sent> sent = new AtomicReference<>();
        try (TestServer server = TestServer.open(this, session -> new RecordingHandler(session) {
            @Override
            protected void whenClosed(CloseReason reason) {
                sent.set(session.send("is anybody there?"));
            }
        })) {
            Peer peer = server.connect();
            server.handlerOf(peer);
            peer.reset();
            server.await(() -> sent.get() != null, () -> "closed was not called");
            assertEquals(Sent.CLOSED, sent.get());
        }
    }

    @Test
    default void t06_eachThreadsLinesKeepTheirOrder() throws Exception {
        try (TestServer server = TestServer.open(this, smallBufferLargeOutbox(), RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            Session session = server.handlerOf(peer).session();
            inThreads(4, thread -> {
                for (int number = 0; number < 500; number++) {
                    session.send(SpokenInOrder.line(thread, number));
                    letOthersSpeak(number);
                }
            });
            SpokenInOrder spoken = new SpokenInOrder(4);
            for (String line : peer.readLines(2_000)) {
                spoken.next(line);
            }
        }
    }

    @Test
    default void t06_roomLinesAndPrivateLines_keepEachThreadsOrder() throws Exception {
        Transcript transcript = new Transcript(new SegmentPool(0), 1024 * 1024);
        try (TestServer server = TestServer.open(
                this, smallBufferLargeOutbox(), session -> new Follower(session, transcript))) {
            Peer peer = server.connectWithSmallBuffer();
            Session session = server.handlerOf(peer).session();
            inThreads(3, thread -> {
                for (int number = 0; number < 500; number += 2) {
                    say(transcript, SpokenInOrder.line(thread, number), null);
                    // Now and then only: behind what is left out, a private line is at a line's end anyway.
                    if (number % 50 == 0) {
                        say(transcript, "own words come to others only", session.outbox());
                    }
                    transcript.signal();
                    session.send(SpokenInOrder.line(thread, number + 1));
                    letOthersSpeak(number);
                }
            });
            SpokenInOrder spoken = new SpokenInOrder(3);
            for (String line : peer.readLines(1_500)) {
                spoken.next(line);
            }
        }
    }

    @Test
    default void t08_slowFollower_delaysNobody_andFallsBehind() throws Exception {
        Transcript transcript = new Transcript(new SegmentPool(0), 64 * 1024);
        TransportOptions options = options().withSendBufferBytes(4 * 1024);
        try (TestServer server = TestServer.open(this, options, session -> new Follower(session, transcript))) {
            RecordingHandler slow = server.handlerOf(server.connectWithSmallBuffer());
            List<Peer> quick = List.of(server.connect(), server.connect(), server.connect());
            quick.forEach(server::handlerOf);
            for (int number = 0; !slow.isClosed(); number++) {
                assertTrue(number < 10_000, "the slow one never falls behind");
                say(transcript, Backlog.line(number), null);
                transcript.signal();
                for (Peer peer : quick) {
                    Backlog.readNext(peer, number);
                }
            }
            assertInstanceOf(CloseReason.FellBehind.class, slow.awaitClosed());
            server.awaitSessionCount(quick.size());
        }
    }

    @Test
    default void t08_sessionWithABacklog_delaysNobody() throws Exception {
        try (TestServer server = TestServer.open(
                this, options().withCloseTimeout(Duration.ofHours(1)), EchoHandler::new)) {
            RecordingHandler slow = server.handlerOf(server.connectWithSmallBuffer());
            RecordingHandler slowAndClosing = server.handlerOf(server.connectWithSmallBuffer());
            Backlog.fill(slow.session());
            Backlog.fill(slowAndClosing.session());
            slowAndClosing.session().close(new Ended("enough"));
            Peer quick = server.connect();
            for (int i = 0; i < 100; i++) {
                server.assertServes(quick);
            }
        }
    }

    @Test
    @Needs(Ability.HALF_CLOSE)
    default void t10_halfClosingPeer_getsTheAnswersToAllHeSaid() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            peer.send("hello\n".repeat(1_000));
            peer.halfClose();
            assertEquals("hello\n".repeat(1_000), peer.readUntilEnd());
        }
    }

    @Test
    @Needs(Ability.HALF_CLOSE)
    default void t10_halfClosingPeer_getsADeepBacklog() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            int accepted = Backlog.fill(handler.session());
            peer.halfClose();
            assertEquals(new CloseReason.PeerClosed(), handler.awaitClosed());
            Backlog.read(peer, accepted);
            assertEquals("", peer.readUntilEnd());
            server.awaitSessionCount(0);
        }
    }

    @Test
    default void t15_everythingBeforeAClose_arrives_andNothingAfterIt() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            int accepted = Backlog.fill(handler.session());
            handler.session().close(new Ended("enough"));
            assertEquals(Sent.CLOSED, handler.session().send("one more thing"));
            Backlog.read(peer, accepted);
            assertEquals("", peer.readUntilEnd());
        }
    }

    @Test
    default void t15_aFloodingPeer_getsEverythingAndACleanEnd() throws Exception {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            peer.flood("I do not listen\n".repeat(100));
            handler.awaitLines(1);
            int accepted = Backlog.fill(handler.session());
            handler.session().close(new Ended("enough"));
            Backlog.read(peer, accepted);
            assertEquals("", peer.readUntilEnd());
        }
    }

    @Test
    default void t15_aSlowPeerWhoTalks_getsEverythingWithinTheCloseTimeout() throws Exception {
        try (TestServer server = TestServer.open(
                this, options().withCloseTimeout(Duration.ofSeconds(15)), RecordingHandler::new)) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            for (int number = 0; number < 100; number++) {
                handler.session().send(Backlog.line(number));
            }
            handler.session().close(new Ended("enough"));
            for (int number = 0; number < 100; number++) {
                LongText.assertSame(Backlog.line(number), peer.readLineAfter(Duration.ofMillis(20)));
                peer.sendLine("what?");
            }
            assertEquals("", peer.readUntilEnd());
        }
    }

    @Test
    default void t15_roomLinesBeforeAClose_arrive() throws Exception {
        Transcript transcript = new Transcript(new SegmentPool(0), 4 * 1024 * 1024);
        try (TestServer server = TestServer.open(this, session -> new Follower(session, transcript))) {
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            for (int number = 0; number < 2_000; number++) {
                say(transcript, Backlog.line(number), null);
            }
            transcript.signal();
            handler.session().close(new Ended("enough"));
            Backlog.read(peer, 2_000);
            assertEquals("", peer.readUntilEnd());
        }
    }

    @Test
    default void t15_whoIsOverALimit_getsEverything_andIsNotWaitedFor() throws Exception {
        TransportOptions options = options().withCloseTimeout(Duration.ofHours(1));
        try (TestServer server = TestServer.open(this, options, session -> new RecordingHandler(session) {
            @Override
            protected void whenOpened() {
                session.send("full");
                session.close(new CloseReason.LimitReached("one guest too many"));
            }
        })) {
            Peer peer = server.connect();
            assertEquals("full\n", peer.readUntilEnd());
            assertEquals(new CloseReason.LimitReached("one guest too many"), server.handlerOf(peer).awaitClosed());
            server.awaitSessionCount(0);
        }
    }

    @Test
    default void t15_aPeerWhoTakesNothing_isGivenUpAfterTheCloseTimeout() throws Exception {
        TransportOptions options = options().withCloseTimeout(Duration.ofMillis(100));
        try (TestServer server = TestServer.open(this, options, RecordingHandler::new)) {
            RecordingHandler handler = server.handlerOf(server.connectWithSmallBuffer());
            Backlog.fill(handler.session());
            handler.session().close(new Ended("enough"));
            server.awaitSessionCount(0);
            assertEquals(new Ended("enough"), handler.awaitClosed());
        }
    }

    /** So that writes end inside lines, and nothing is refused. */
    private TransportOptions smallBufferLargeOutbox() {
        return options().withSendBufferBytes(4 * 1024).withMaxOutboxBytes(4 * 1024 * 1024);
    }

    private static void say(Transcript transcript, String line, @Nullable Outbox author) {
        assertTrue(transcript.append(new byte[0], ByteBuffer.wrap(line.getBytes(UTF_8)), author));
    }

    private void inThreads(int count, IntConsumer work) {
        List<Branch<Boolean>> threads = IntStream.range(0, count)
                .mapToObj(thread -> network().fork(() -> work.accept(thread)))
                .toList();
        threads.forEach(Branch::join);
    }

    /** Now and then: branches that take turns would else speak one after the other. */
    private void letOthersSpeak(int number) {
        if (number % 50 == 0) {
            network().pause(Duration.ofNanos(10_000));
        }
    }
}
