package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.Network.Branch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What remains of peers who do their worst, which is nothing: T16. Each {@link Misbehaviour} has a test. */
public interface HostilePeerContract extends TransportUnderTest {

    @Test
    default void t16_dribble_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.Dribble("günaydın\nhalf a li"));
    }

    @Test
    default void t16_manyLinesInOnePacket_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.ManyLinesInOnePacket(5_000));
    }

    @Test
    default void t16_characterCutInTwo_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.CutCharacter());
    }

    @Test
    default void t16_stopReading_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.StopReading(5_000));
    }

    @Test
    @Needs(Ability.HALF_CLOSE)
    default void t16_halfClose_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.HalfClose());
    }

    @Test
    default void t16_sayNothing_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.SayNothing());
    }

    @Test
    default void t16_connectAndVanish_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.Vanish(50));
    }

    @Test
    default void t16_lineWithoutEnd_leavesNothing() throws Exception {
        leavesNothing(new Misbehaviour.NeverEndALine(1024 * 1024));
    }

    @Test
    @Needs(Ability.RESET)
    default void t16_resetInMidLine_leavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            server.assertServes(witness);
            server.serveWith(RecordingHandler::new);
            for (int i = 0; i < 20; i++) {
                server.suffer(new Misbehaviour.ResetInMidLine("one\nhalf a li"));
            }
            server.assertServes(witness);
            server.awaitSessionCount(1);
            server.handlers().stream().skip(1).forEach(handler -> {
                // A reset may overtake what was said before it.
                assertTrue(List.of("one").containsAll(handler.lines()), () -> "heard: " + handler.lines());
            });
        }
    }

    @Test
    @Needs(Ability.RESET)
    default void t16_resetAtOnce_leavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            for (int i = 0; i < 50; i++) {
                server.connect().reset();
            }
            server.assertServes(witness);
            server.awaitSessionCount(1);
        }
    }

    @Test
    @Needs(Ability.RESET)
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
    default void t16_stormOfConnects_isServed_andLeavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            List<Peer> storm = server.suffer(new Misbehaviour.StormOfConnects(200));
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

    @Test
    @Needs({Ability.HALF_CLOSE, Ability.RESET})
    default void t16_everyMisbehaviourAtOnce_leavesNothing() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            List<Branch<List<Peer>>> acts = new ArrayList<>();
            for (Misbehaviour misbehaviour : Misbehaviour.all()) {
                acts.add(network().fork(() -> server.suffer(misbehaviour)));
            }
            server.assertServes(witness);
            for (Branch<List<Peer>> act : acts) {
                leave(act.join());
            }
            server.awaitSessionCount(1);
            server.assertServes(witness);
        }
    }

    private void leavesNothing(Misbehaviour misbehaviour) throws IOException {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            server.assertServes(witness);
            List<Peer> guests = server.suffer(misbehaviour);
            server.assertServes(witness);
            Peer newcomer = server.connect();
            server.assertServes(newcomer);
            newcomer.close();
            leave(guests);
            server.awaitSessionCount(1);
            server.assertServes(witness);
        }
    }

    private static void leave(List<Peer> guests) throws IOException {
        for (Peer guest : guests) {
            guest.close();
        }
    }
}
