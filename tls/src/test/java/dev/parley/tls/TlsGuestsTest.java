package dev.parley.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.api.Endpoint;
import dev.parley.api.Transport;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import dev.parley.tls.doubles.TestIdentity;
import dev.parley.tls.doubles.TestIssuer;
import dev.parley.transport.blocking.PlatformTransport;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guests of a chat server over TLS: those who are let in, and those who are not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsGuestsTest {
    private static final String GREETING = "Please enter your username: You are connected to chatroom.";
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static Stream<Named<Transport>> transports() {
        return Stream.of(new NioTransport(), new VirtualTransport(), new PlatformTransport())
                .map(transport -> Named.of(transport.name(), transport));
    }

    @TempDir
    private Path folder;

    private final TestIssuer issuer = new TestIssuer("issuer");
    private ServerTlsOptions options;
    private Path issuers;

    @BeforeEach
    void writeFiles() throws IOException {
        options = ServerTlsOptions.of(TestTls.files(issuer.issue("localhost"), folder));
        issuers = TestIdentity.writeCertificates(folder.resolve("ca.pem"), List.of(issuer.certificate()));
    }

    /** A chat server, and a door to it that speaks TLS. */
    private record Door(ChatServer server, Endpoint endpoint) implements AutoCloseable {
        static Door open(Transport transport, ServerTls tls) throws IOException {
            ChatServer server = ChatServer.create(ChatOptions.defaults().withAnnounceUpTo(0));
            return new Door(
                    server,
                    server.open(transport.secured(tls), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        }

        Socket plainSocket() throws IOException {
            Socket socket = new Socket(endpoint.address().getAddress(), endpoint.address().getPort());
            socket.setSoTimeout((int) LIMIT.toMillis());
            return socket;
        }

        void awaitSessions(int count) {
            assertTrue(
                    Network.sockets().await(() -> endpoint.sessionCount() == count, LIMIT),
                    () -> "sessionCount() is " + endpoint.sessionCount());
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private TlsPeer join(Door door, String name, SSLContext context, String protocol) throws IOException {
        TlsPeer peer = TlsPeer.connect(door.endpoint.address(), context, protocol);
        peer.sendLine(name);
        assertEquals(GREETING, peer.readLine());
        return peer;
    }

    @ParameterizedTest
    @MethodSource("transports")
    void guestsOfBothVersions_talk_andOlderOnesAreRefused(Transport transport) throws IOException {
        SSLContext client = TlsContexts.forClient(issuers, null);
        try (Door door = Door.open(transport, ServerTls.load(options));
                TlsPeer ann = join(door, "ann", client, "TLSv1.3");
                TlsPeer bob = join(door, "bob", client, "TLSv1.2")) {
            ann.sendLine("hi bob");
            assertEquals("<ann> hi bob", bob.readLine());
            bob.sendLine("hi ann");
            assertEquals("<bob> hi ann", ann.readLine());
            assertThrows(IOException.class, () -> join(door, "eve", client, "TLSv1.1"));
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoSpeaksPlainly_isHungUpOnAtOnce(Transport transport) throws IOException {
        // Far more than the test may take, so that it is not this that ends them.
        ServerTls tls = ServerTls.load(options.withHandshakeTimeout(Duration.ofHours(1)));
        try (Door door = Door.open(transport, tls)) {
            for (String text : List.of("a", "hi\n", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                try (Socket plain = door.plainSocket()) {
                    plain.getOutputStream().write(text.getBytes(UTF_8));
                    assertEquals(-1, plain.getInputStream().read());
                }
            }
            door.awaitSessions(0);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoSaysNothing_isHungUpOnAtTheDeadline(Transport transport) throws IOException {
        try (Door door = Door.open(transport, ServerTls.load(options.withHandshakeTimeout(SHORT)));
                Socket silent = door.plainSocket()) {
            assertEquals(-1, silent.getInputStream().read());
            door.awaitSessions(0);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoDribblesHisHandshake_isHungUpOnAtTheDeadline(Transport transport) throws IOException {
        try (Door door = Door.open(transport, ServerTls.load(options.withHandshakeTimeout(SHORT)));
                Socket dribbling = door.plainSocket()) {
            // The beginning of a record of 16 KiB, and then a byte of it now and then, for ever.
            dribbling.getOutputStream().write(new byte[] {22, 3, 1, 64, 0, 1, 0, 63, (byte) 252});
            assertTrue(Network.sockets().await(() -> isRefused(dribbling), LIMIT), "he can dribble for ever");
            door.awaitSessions(0);
        }
    }

    private static boolean isRefused(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoIsInTheMiddleOfHisHandshake_delaysNoStop(Transport transport) throws IOException {
        ServerTls tls = ServerTls.load(options.withHandshakeTimeout(Duration.ofHours(1)));
        try (Door door = Door.open(transport, tls);
                Socket half = door.plainSocket()) {
            half.getOutputStream().write(new byte[] {22, 3, 1, 64, 0, 1});
            door.awaitSessions(1);
            assertTrue(door.server.stop(Duration.ofHours(1)), "there was nobody to deliver anything to");
            assertEquals(-1, half.getInputStream().read());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoMustShowACertificate_isLetInWithOneOnly(Transport transport) throws IOException {
        // By his name alone one would take him for the right one; a client sends only certificates from issuers that were named.
        TestIssuer impostor = new TestIssuer("issuer");
        try (Door door = Door.open(transport, ServerTls.load(options.withClientIssuers(issuers)));
                TlsPeer ann = join(door, "ann", clientWith(issuer.issue("ann")), "TLSv1.3")) {
            for (SSLContext wrong : List.of(TlsContexts.forClient(issuers, null), clientWith(impostor.issue("eve")))) {
                for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
                    isNotLetIn(door, wrong, protocol);
                }
            }
            assertEquals(List.of("ann"), door.server.room().members());
            ann.sendLine("/who");
            assertTrue(ann.readLine().startsWith("* "), "she is still there");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoMayShowACertificate_isLetInWithoutOne_andNotWithAWrongOne(Transport transport) throws IOException {
        // By his name alone one would take him for the right one; a client sends only certificates from issuers that were named.
        TestIssuer impostor = new TestIssuer("issuer");
        try (Door door = Door.open(transport, ServerTls.load(options.withOptionalClientIssuers(issuers)));
                TlsPeer ann = join(door, "ann", TlsContexts.forClient(issuers, null), "TLSv1.3");
                TlsPeer bob = join(door, "bob", clientWith(issuer.issue("bob")), "TLSv1.2")) {
            ann.sendLine("hi");
            assertEquals("<ann> hi", bob.readLine());
            isNotLetIn(door, clientWith(impostor.issue("eve")), "TLSv1.3");
        }
    }

    /** In TLS 1.3 the server's refusal comes when the client is done with its handshake. */
    private static void isNotLetIn(Door door, SSLContext context, String protocol) throws IOException {
        try (TlsPeer peer = TlsPeer.connect(door.endpoint.address(), context, protocol)) {
            AssertionError refusal = assertThrows(AssertionError.class, peer::readLine);
            assertTrue(refusal.toString().contains("Received fatal alert"), refusal::toString);
        } catch (IOException e) {
            assertTrue(e.toString().contains("Received fatal alert"), e::toString);
        }
    }

    private SSLContext clientWith(TestIdentity identity) throws IOException {
        return TlsContexts.forClient(issuers, IdentityFiles.pkcs12(
                identity.writeStore(folder.resolve("client.p12"), "secret"), () -> "secret".toCharArray()));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aReload_countsForWhoComes_andDisturbsNobodyWhoIsThere(Transport transport) throws Exception {
        SSLContext client = TlsContexts.forClient(issuers, null);
        ServerTls tls = ServerTls.load(options);
        try (Door door = Door.open(transport, tls);
                TlsPeer ann = join(door, "ann", client, "TLSv1.3")) {
            TestIdentity renewed = issuer.issue("RSA", Instant.now().minus(DAY), Instant.now().plus(DAY), "localhost");
            TestTls.files(renewed, folder);
            tls.reload();
            try (TlsPeer bob = join(door, "bob", client, "TLSv1.3")) {
                assertEquals(renewed.chain().getFirst(), bob.serverCertificate());
                assertEquals("RSA", bob.serverCertificate().getPublicKey().getAlgorithm());
                ann.sendLine("still here");
                assertEquals("<ann> still here", bob.readLine());
                bob.sendLine("so I see");
                assertEquals("<bob> so I see", ann.readLine());
            }
            Files.writeString(folder.resolve("key.pem"), "nonsense");
            assertThrows(IOException.class, tls::reload);
            try (TlsPeer eve = join(door, "eve", client, "TLSv1.3")) {
                assertEquals(renewed.chain().getFirst(), eve.serverCertificate());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void opensslTalks(Transport transport) throws Exception {
        assumeTrue(hasOpenssl(), "there is no openssl on this machine");
        try (Door door = Door.open(transport, ServerTls.load(options));
                TlsPeer ann = join(door, "ann", TlsContexts.forClient(issuers, null), "TLSv1.3")) {
            for (String version : List.of("-tls1_3", "-tls1_2")) {
                Process openssl = new ProcessBuilder(
                                "openssl", "s_client", "-quiet", version, "-CAfile", issuers.toString(), "-verify_return_error",
                                "-connect", "localhost:" + door.endpoint.address().getPort())
                        .redirectErrorStream(true)
                        .start();
                openssl.getOutputStream().write("oscar\nhello from openssl\n/quit\n".getBytes(UTF_8));
                openssl.getOutputStream().flush();
                assertEquals("<oscar> hello from openssl", ann.readLine());
                assertTrue(openssl.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS), "openssl does not end");
                String output = new String(openssl.getInputStream().readAllBytes(), UTF_8);
                assertTrue(output.contains(GREETING) && output.contains("* Good-bye."), output);
            }
        }
    }

    private static boolean hasOpenssl() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoIsCutOff_leavesTheRoom(Transport transport) throws IOException {
        SSLContext client = TlsContexts.forClient(issuers, null);
        try (Door door = Door.open(transport, ServerTls.load(options));
                Peer ann = join(door, "ann", client, "TLSv1.3")) {
            TlsPeer bob = join(door, "bob", client, "TLSv1.3");
            bob.send("half a li");
            bob.cut();
            door.awaitSessions(1);
            assertEquals(List.of("ann"), door.server.room().members());
            ann.sendLine("is anybody there?");
        }
    }
}
