package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parley.api.CloseReason;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a handler that throws may do to others, which is nothing: T09. */
public interface HandlerFailureContract extends TransportUnderTest {

    @Test
    default void t09_throwingInHandlerFor_losesOnlyItsSession() throws Exception {
        for (Throwable failure : FailingHandler.failures()) {
            try (TestServer server = TestServer.open(this)) {
                Peer witness = server.connect();
                server.assertServes(witness);
                server.serveWith(session -> {
                    throw FailingHandler.sneak(failure);
                });
                Peer peer = server.connect();
                assertEquals("", peer.readUntilEnd());
                peer.close();
                servesThoseWhoAreThereAndThoseWhoCome(server, witness);
            }
        }
    }

    @Test
    default void t09_throwingInOpened_losesOnlyItsSession() throws Exception {
        losesOnlyItsSession(FailingHandler.Place.OPENED, "");
    }

    @Test
    default void t09_throwingInLine_losesOnlyItsSession() throws Exception {
        losesOnlyItsSession(FailingHandler.Place.LINE, "one\ntwo\n");
    }

    @Test
    default void t09_throwingInLineTooLong_losesOnlyItsSession() throws Exception {
        losesOnlyItsSession(FailingHandler.Place.LINE_TOO_LONG, "x".repeat(options().maxLineBytes() + 1) + "\ntwo\n");
    }

    @Test
    default void t09_throwingInReadComplete_losesOnlyItsSession() throws Exception {
        losesOnlyItsSession(FailingHandler.Place.READ_COMPLETE, "one\ntwo\n");
    }

    @Test
    @Needs(Ability.HALF_CLOSE)
    default void t09_throwingInClosed_disturbsNobody() throws Exception {
        for (Throwable failure : FailingHandler.failures()) {
            try (TestServer server = TestServer.open(this)) {
                Peer witness = server.connect();
                server.assertServes(witness);
                server.serveWith(session -> new FailingHandler(session, FailingHandler.Place.CLOSED, failure));
                Peer peer = server.connect();
                RecordingHandler handler = server.handlerOf(peer);
                peer.halfClose();
                assertEquals(new CloseReason.PeerClosed(), handler.awaitClosed());
                assertEquals("", peer.readUntilEnd());
                peer.close();
                servesThoseWhoAreThereAndThoseWhoCome(server, witness);
            }
        }
    }

    private void losesOnlyItsSession(FailingHandler.Place place, String said) throws IOException {
        for (Throwable failure : FailingHandler.failures()) {
            try (TestServer server = TestServer.open(this)) {
                Peer witness = server.connect();
                server.assertServes(witness);
                server.serveWith(session -> new FailingHandler(session, place, failure));
                Peer peer = server.connect();
                peer.send(said);
                CloseReason reason = server.handlerOf(peer).awaitClosed();
                assertSame(failure, assertInstanceOf(CloseReason.HandlerFailed.class, reason).cause());
                assertEquals("", peer.readUntilEnd());
                peer.close();
                servesThoseWhoAreThereAndThoseWhoCome(server, witness);
            }
        }
    }

    private static void servesThoseWhoAreThereAndThoseWhoCome(TestServer server, Peer witness) throws IOException {
        server.assertServes(witness);
        server.awaitSessionCount(1);
        server.serveWith(EchoHandler::new);
        server.assertServes(server.connect());
    }
}
