package dev.parley.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.Endpoint;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.testkit.Network;
import dev.parley.tls.FaultySecurity.Step;
import dev.parley.transport.blocking.PlatformTransport;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tlschannel.ClientTlsChannel;

/** An error where one connection is made secure, or one who is too many: the others go on, and somebody else gets in. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsFailureTest {
    private static final String GREETING = "Please enter your username: You are connected to chatroom.";
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String FAULT = "thrown by a test";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final ChatOptions OPTIONS = ChatOptions.defaults()
            .withAnnounceUpTo(0)
            .withLimits(Limits.none())
            .withTransport(TransportOptions.defaults().withCloseTimeout(Duration.ofHours(1)));

    private static Stream<Named<Transport>> transports() {
        return Stream.of(new NioTransport(), new VirtualTransport(), new PlatformTransport())
                .map(transport -> Named.of(transport.name(), transport));
    }

    private static Stream<Arguments> failures() {
        return transports().flatMap(transport -> Stream.of(Step.values())
                .filter(step -> step != Step.FLUSH || transport.getPayload() instanceof NioTransport)
                .flatMap(step -> Stream.of(new OutOfMemoryError(FAULT), new StackOverflowError(FAULT))
                        .map(error -> Arguments.of(transport, step, error))));
    }

    /** With one loop, if any, so that whoever fails shares it with the others. */
    private static ChatOptions options(Transport transport) {
        TransportOptions options = OPTIONS.transport();
        return OPTIONS.withTransport(transport instanceof NioTransport ? options.withLoops(1) : options);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anErrorOnTheWay_costsThatConnectionOnly(Transport transport, Step step, Error error) throws IOException {
        FaultySecurity security = new FaultySecurity(TestTls.SHARED.server());
        try (ChatServer server = ChatServer.create(options(transport))) {
            Endpoint endpoint = server.open(transport.secured(security), ANY_PORT);
            try (TlsPeer ann = join(endpoint, "ann")) {
                security.failNext(step, error);
                assertIsNotServed(endpoint);
                awaitSessions(endpoint, 1);
                try (TlsPeer bob = join(endpoint, "bob")) {
                    ann.sendLine("hi bob");
                    assertEquals("<ann> hi bob", bob.readLine());
                }
                assertEquals(List.of("ann"), awaitMembers(server, 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoIsOneTooMany_isToldSoInTls_andNotWaitedFor(Transport transport) throws IOException {
        ChatOptions options = options(transport).withLimits(Limits.none().withMaxSessions(1));
        try (ChatServer server = ChatServer.create(options)) {
            Endpoint endpoint = server.open(transport.secured(TestTls.SHARED.server()), ANY_PORT);
            try (TlsPeer ann = join(endpoint, "ann")) {
                assertEquals(new Heard("* The server is full: it takes 1 session.\n", true), Heard.by(endpoint, ""));
                awaitSessions(endpoint, 1);
                ann.sendLine("/who");
                assertTrue(ann.readLine().startsWith("* "), "she is still there");
            }
        }
    }

    private static TlsPeer join(Endpoint endpoint, String name) throws IOException {
        TlsPeer peer = TlsPeer.connect(endpoint.address(), TestTls.SHARED.client(), "TLSv1.3");
        peer.sendLine(name);
        assertEquals(GREETING, peer.readLine());
        return peer;
    }

    /** What somebody hears, and whether TLS said that it was the end. */
    private record Heard(String text, boolean toTheEnd) {
        static Heard by(Endpoint endpoint, String says) throws IOException {
            try (SocketChannel socket = SocketChannel.open(endpoint.address());
                    ClientTlsChannel tls = TestTls.SHARED.connect(socket)) {
                tls.write(ByteBuffer.wrap(says.getBytes(UTF_8)));
                ByteBuffer text = ByteBuffer.allocate(1_000);
                while (tls.read(text) >= 0) {}
                return new Heard(new String(text.array(), 0, text.position(), UTF_8), tls.shutdownReceived());
            }
        }
    }

    private static void assertIsNotServed(Endpoint endpoint) {
        try {
            Heard heard = Heard.by(endpoint, "eve\n/quit\n");
            assertFalse(heard.toTheEnd() && heard.text().contains("Good-bye"), heard::toString);
        } catch (IOException expected) {
            // So it ended before she was in, or with a reset.
        }
    }

    private static void awaitSessions(Endpoint endpoint, int count) {
        assertTrue(
                Network.sockets().await(() -> endpoint.sessionCount() == count, LIMIT),
                () -> "sessionCount() is " + endpoint.sessionCount());
    }

    private static List<String> awaitMembers(ChatServer server, int count) {
        assertTrue(Network.sockets().await(() -> server.room().members().size() == count, LIMIT));
        return server.room().members();
    }
}
