package dev.parley.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.api.Endpoint;
import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
import dev.parley.api.Transport;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.testkit.Network;
import dev.parley.tls.FaultySecurity.Step;
import dev.parley.transport.blocking.PlatformTransport;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that do not get to the end of their handshakes: there are no more of them than the server's limits let be. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsCrowdTest {
    private static final String GREETING = "Please enter your username: You are connected to chatroom.";
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress THERE = InetAddress.ofLiteral("127.0.0.2");
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MOST = 3;
    private static final int CROWD = 20;

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** TLS that gives guests another time for the handshake. */
    private record Timed(Duration handshakeTimeout) implements Security {
        @Override
        public SecureChannel secure(ByteChannel socket) throws IOException {
            return TestTls.SHARED.server().secure(socket);
        }
    }

    private static final Security PATIENT = new Timed(Duration.ofHours(1));

    private static Stream<Named<Transport>> transports() {
        return Stream.of(new NioTransport(), new VirtualTransport(), new PlatformTransport())
                .map(transport -> Named.of(transport.name(), transport));
    }

    private static Stream<Arguments> failures() {
        return transports().flatMap(transport -> Stream.of(Step.SECURE, Step.HANDSHAKE, Step.WORK, Step.COMPUTING, Step.READ)
                .map(step -> Arguments.of(transport, step)));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T toBeClosed(T each) {
        opened.add(each);
        return each;
    }

    private ChatServer serverWith(Limits limits) {
        return toBeClosed(ChatServer.create(ChatOptions.defaults().withAnnounceUpTo(0).withLimits(limits)));
    }

    private static Endpoint open(ChatServer server, Transport transport, Security security) throws IOException {
        return server.open(transport.secured(security), new InetSocketAddress(HERE, 0));
    }

    /** Somebody who connects, and says nothing. */
    private Socket silent(Endpoint endpoint) throws IOException {
        Socket socket = toBeClosed(new Socket(endpoint.address().getAddress(), endpoint.address().getPort()));
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    /** Many of them at once; returns those who are not hung up on. Which they are is up to the threads of the transport. */
    private List<Socket> crowd(Endpoint endpoint) throws IOException {
        List<Socket> in = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            in.add(silent(endpoint));
        }
        Network.sockets().await(() -> !in.removeIf(TlsCrowdTest::isHungUpOn) && in.size() <= MOST, LIMIT);
        assertEquals(MOST, in.size(), "so many are not hung up on");
        awaitSessions(endpoint, MOST);
        return in;
    }

    private static boolean isHungUpOn(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private TlsPeer join(Endpoint endpoint, String name, InetAddress from) throws IOException {
        TlsPeer peer = toBeClosed(TlsPeer.connectFrom(
                new InetSocketAddress(from, 0), endpoint.address(), TestTls.SHARED.client(), "TLSv1.3"));
        peer.sendLine(name);
        assertEquals(GREETING, peer.readLine());
        return peer;
    }

    private static void assertIsHungUpOn(Socket socket) throws IOException {
        assertEquals(-1, socket.getInputStream().read());
    }

    private static void awaitSessions(Endpoint endpoint, int count) {
        assertTrue(
                Network.sockets().await(() -> endpoint.sessionCount() == count, LIMIT),
                () -> "sessionCount() is " + endpoint.sessionCount());
    }

    /** Not every system has more than one address for itself. */
    private static boolean hasAnotherAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, THERE)) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void theSilentOfOneAddress_areNoMoreThanItsLimit_andOthersGetIn(Transport transport) throws IOException {
        assumeTrue(hasAnotherAddress(), "this machine has one address only");
        Endpoint endpoint =
                open(serverWith(Limits.none().withMaxSessionsPerAddress(MOST)), transport, PATIENT);
        List<Socket> in = crowd(endpoint);
        TlsPeer ann = join(endpoint, "ann", THERE);
        assertThrows(IOException.class, () -> join(endpoint, "eve", HERE));
        // Those who leave make room.
        in.getFirst().close();
        awaitSessions(endpoint, MOST);
        join(endpoint, "bob", HERE).sendLine("hi ann");
        assertEquals("<bob> hi ann", ann.readLine());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void theSilentInAll_areNoMoreThanTheLimit(Transport transport) throws IOException {
        Endpoint endpoint = open(serverWith(Limits.none().withMaxSessions(MOST)), transport, PATIENT);
        List<Socket> in = crowd(endpoint);
        in.getFirst().close();
        awaitSessions(endpoint, MOST - 1);
        join(endpoint, "ann", HERE);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoeverGotInOrWasRefused_hasLeftHisPlace(Transport transport) throws IOException {
        Endpoint endpoint = open(serverWith(Limits.none().withMaxSessionsPerAddress(1)), transport, PATIENT);
        for (int i = 0; i < MOST; i++) {
            try (TlsPeer ann = join(endpoint, "ann", HERE)) {
                ann.sendLine("/quit");
                assertEquals("* Good-bye.", ann.readLine());
            }
            awaitSessions(endpoint, 0);
            try (Socket plain = silent(endpoint)) {
                plain.getOutputStream().write("hi\n".getBytes(UTF_8));
                assertIsHungUpOn(plain);
            }
            awaitSessions(endpoint, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoeverTookTooLong_hasLeftHisPlace(Transport transport) throws IOException {
        ChatServer server = serverWith(Limits.none().withMaxSessionsPerAddress(1));
        Endpoint impatient = open(server, transport, new Timed(Duration.ofMillis(300)));
        assertIsHungUpOn(silent(impatient));
        awaitSessions(impatient, 0);
        join(open(server, transport, PATIENT), "ann", HERE);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoeverWasThereAtAStop_hasLeftHisPlace(Transport transport) throws IOException {
        ChatServer server = serverWith(Limits.none().withMaxSessionsPerAddress(1));
        Endpoint stopping = open(server, transport, PATIENT);
        Socket silent = silent(stopping);
        awaitSessions(stopping, 1);
        stopping.stop(LIMIT);
        assertIsHungUpOn(silent);
        join(open(server, transport, PATIENT), "ann", HERE);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whoeverWasLostToAnError_hasLeftHisPlace(Transport transport, Step step) throws IOException {
        FaultySecurity security = new FaultySecurity(TestTls.SHARED.server());
        Endpoint endpoint = open(serverWith(Limits.none().withMaxSessionsPerAddress(1)), transport, security);
        security.failNext(step, new OutOfMemoryError("thrown by a test"));
        assertThrows(Throwable.class, () -> join(endpoint, "eve", HERE));
        awaitSessions(endpoint, 0);
        join(endpoint, "ann", HERE);
    }
}
