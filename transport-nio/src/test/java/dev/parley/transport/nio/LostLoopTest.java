package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop whose selector fails: its sessions end, everybody else's go on, and newcomers are let in. */
@Timeout(60)
final class LostLoopTest {

    /** The first of them accepts. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void itsSessionsEnd_theOthersGoOn_andNewcomersGetIn(int lost) throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(2)) {
            Peer onTheFirst = endpoint.connectAndTalk();
            Peer onTheSecond = endpoint.connectAndTalk();
            Peer unlucky = lost == 0 ? onTheFirst : onTheSecond;
            Peer lucky = lost == 0 ? onTheSecond : onTheFirst;
            endpoint.loop(lost).breakDown();
            assertEquals("", unlucky.readUntilEnd());
            assertInstanceOf(CloseReason.ConnectionLost.class, endpoint.handlerOf(unlucky).awaitClosed());
            endpoint.awaitSessionCount(1);
            endpoint.assertServes(lucky);
            endpoint.connectAndTalk();
            endpoint.connectAndTalk();
            endpoint.awaitSessionCount(3);
        }
    }

    @Test
    void socketsThatWereOnTheirWayToIt_areClosed() throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(2)) {
            Peer onTheFirst = endpoint.connectAndTalk();
            CountDownLatch gate = new CountDownLatch(1);
            endpoint.loop(1).breakDownAt(gate);
            Peer onItsWay = endpoint.connect();
            endpoint.awaitSessionCount(2);
            gate.countDown();
            assertEquals("", onItsWay.readUntilEnd());
            endpoint.awaitSessionCount(1);
            endpoint.assertServes(onTheFirst);
        }
    }

    @Test
    void oneAfterTheOther_theLastOneLeftServesAll() throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(4)) {
            for (int lost = 0; lost < 3; lost++) {
                endpoint.loop(lost).breakDown();
                BrittleLoop dead = endpoint.loop(lost);
                BrittleEndpoint.await(() -> !dead.isAlive(), "the loop never ended");
            }
            for (int i = 0; i < 8; i++) {
                endpoint.connectAndTalk();
            }
        }
    }

    @Test
    void whereNoneIsLeft_nobodyIsLetIn() throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(1)) {
            Peer peer = endpoint.connectAndTalk();
            endpoint.loop(0).breakDown();
            assertEquals("", peer.readUntilEnd());
            endpoint.awaitSessionCount(0);
            BrittleEndpoint.await(() -> isRefused(endpoint.endpoint.address()), "somebody was let in");
        }
    }

    @Test
    void inARoom_theOthersHearThatTheyHaveLeft_andTheirNamesAreFree() throws Exception {
        List<BrittleLoop> loops = new CopyOnWriteArrayList<>();
        ChatOptions options = ChatOptions.defaults();
        try (ChatServer server = ChatServer.create(
                options.withTransport(options.transport().withLoops(2)))) {
            Endpoint endpoint = server.open(BrittleEndpoint.transport(loops), BrittleEndpoint.anyPort());
            try (Peer ann = join(endpoint, "ann");
                    Peer bob = join(endpoint, "bob")) {
                assertEquals("* bob has joined.", ann.readLine());
                loops.getFirst().breakDown();
                assertEquals("* ann has left.", bob.readLine());
                assertEquals("", ann.readUntilEnd());
                try (Peer annAgain = join(endpoint, "ann")) {
                    assertEquals("* ann has joined.", bob.readLine());
                    annAgain.sendLine("I am back");
                    assertEquals("<ann> I am back", bob.readLine());
                }
            }
        }
    }

    private static Peer join(Endpoint endpoint, String name) throws IOException {
        Peer peer = Network.sockets().connect(endpoint.address());
        peer.sendLine(name);
        assertEquals("Please enter your username: You are connected to chatroom.", peer.readLine());
        return peer;
    }

    private static boolean isRefused(InetSocketAddress address) {
        try (Peer _ = Network.sockets().connect(address)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
