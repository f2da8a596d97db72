package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What remains of peers who do their worst, which is nothing: T16. */
public interface HostilePeerContract extends TransportUnderTest {

    @Test
    default void t16_connectAndVanish_leavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            for (int i = 0; i < 50; i++) {
                server.connect().reset();
                server.connect().close();
            }
            server.assertServes(witness);
            server.awaitSessionCount(1);
        }
    }

    @Test
    default void t16_resetInMidLine_leavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            for (int i = 0; i < 20; i++) {
                Peer peer = server.connect();
                peer.send("one\nhalf a li");
                RecordingHandler handler = server.handlerOf(peer);
                handler.awaitLines(1);
                peer.reset();
                handler.awaitClosed();
                assertEquals(List.of("one"), handler.lines());
            }
            server.assertServes(witness);
            server.awaitSessionCount(1);
        }
    }

    @Test
    default void t16_resetWithABacklog_leavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            Peer peer = server.connectWithSmallBuffer();
            RecordingHandler handler = server.handlerOf(peer);
            Backlog.fill(handler.session());
            peer.reset();
            handler.awaitClosed();
            server.assertServes(witness);
            server.awaitSessionCount(1);
        }
    }

    @Test
    default void t16_megabyteWithoutLineEnd_thenReset_leavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            Peer peer = server.connect();
            peer.send("x".repeat(1024 * 1024));
            server.handlerOf(peer).awaitTooLong();
            peer.reset();
            server.assertServes(witness);
            server.awaitSessionCount(1);
        }
    }

    @Test
    default void t16_stormOfConnects_isServed_andLeavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            List<Peer> storm = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                storm.add(server.connect());
            }
            server.assertServes(witness);
            server.awaitSessionCount(201);
            for (Peer peer : storm) {
                server.assertServes(peer);
                peer.close();
            }
            server.awaitSessionCount(1);
            server.assertServes(witness);
        }
    }
}
