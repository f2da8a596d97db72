package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tls.doubles.TestIdentity;
import dev.parley.tls.doubles.TestIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over TLS: whom a client believes, and what it says of the others. The servers are the Java library's own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsClientTest {
    private static final String WELCOME = "Please enter your username: You are connected to chatroom.\n";
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final TestIssuer ISSUER = new TestIssuer("issuer");

    private final Instant now = Instant.now();

    /** What a server does with its first guest. */
    private interface Deed {
        void with(Socket guest) throws IOException;
    }

    @Test
    void aServerWithAGoodCertificate_isTalkedTo() throws Exception {
        try (ServerSocket server = tlsServer(ISSUER.issue("localhost", "127.0.0.1"), false)) {
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                Deed greeting = guest -> {
                    guest.getOutputStream().write((WELCOME + "<bob> hi\n").getBytes(UTF_8));
                    assertThat(new String(guest.getInputStream().readAllBytes(), UTF_8)).isEqualTo("ann\nhi bob\n");
                };
                FutureTask<?> served = serveOne(server, greeting);
                try (ChatClient client = connect(host, server, trusting(ISSUER.certificate()))) {
                    assertThat(client.lines().next()).isEqualTo(new ChatLine.Said("bob", "hi"));
                    client.say("hi bob");
                }
                // Ended by a good-bye of TLS; a connection that was cut would be an exception there.
                served.get(15, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aWrongName() throws Exception {
        assertComplaint(ISSUER.issue("elsewhere.example"), "The certificate that the server shows is not for localhost");
    }

    @Test
    void anUnknownIssuer() throws Exception {
        TestIdentity stranger = new TestIssuer("stranger").issue("localhost");
        assertComplaint(stranger, "The certificate of localhost is from an issuer that is not known here");
    }

    @Test
    void anUnknownIssuer_whoseNameIsKnown() throws Exception {
        TestIdentity renewed = new TestIssuer("issuer").issue("localhost");
        SSLContext old = trusting(new TestIssuer("issuer").certificate());
        assertComplaint(renewed, old, "The certificate of localhost is from an issuer that is not known here");
    }

    @Test
    void anExpiredCertificate() throws Exception {
        TestIdentity expired = ISSUER.issue("EC", now.minus(DAY), now.minusSeconds(60), "localhost");
        assertComplaint(expired, "The certificate of localhost has expired");
    }

    @Test
    void anExpiredCertificate_thatIsTrustedByItself() throws Exception {
        TestIdentity expired = ISSUER.issue("EC", now.minus(DAY), now.minusSeconds(60), "localhost");
        assertComplaint(expired, trusting(expired.chain().getFirst()), "The certificate of localhost has expired");
    }

    @Test
    void aCertificateThatIsNotValidYet() throws Exception {
        TestIdentity early = ISSUER.issue("EC", now.plusSeconds(3600), now.plus(DAY), "localhost");
        assertComplaint(early, "The certificate of localhost is not valid yet");
    }

    @Test
    void aServerThatSpeaksPlainly() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<?> _ = serveOne(server, guest -> guest.getOutputStream().write(WELCOME.getBytes(UTF_8)));
            assertComplaint(server, trusting(ISSUER.certificate()), "The server does not speak TLS");
        }
    }

    @Test
    void aServerThatWantsACertificate() throws Exception {
        try (ServerSocket server = tlsServer(ISSUER.issue("localhost"), true)) {
            FutureTask<?> _ = serveOne(server, guest -> guest.getInputStream().read());
            assertComplaint(
                    server,
                    trusting(ISSUER.certificate()),
                    "The server lets nobody in without a certificate that it accepts");
        }
    }

    @Test
    void aServerThatDribblesAHandshake_isGivenUpAtTheDeadline() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<?> _ = serveOne(server, TlsClientTest::dribble);
            assertThatThrownBy(() -> ChatClient.connect(
                            address(server), "ann", options(trusting(ISSUER.certificate())).withDeadline(Duration.ofMillis(500))))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("Not welcomed within 500 ms");
        }
    }

    @Test
    void aServerThatNeverWelcomes_isGivenUpAtTheDeadline() throws Exception {
        try (ServerSocket server = tlsServer(ISSUER.issue("localhost"), false)) {
            FutureTask<?> _ = serveOne(server, guest -> {
                while (true) {
                    guest.getOutputStream().write('.');
                }
            });
            assertThatThrownBy(() -> ChatClient.connect(
                            address(server), "ann", options(trusting(ISSUER.certificate())).withDeadline(Duration.ofSeconds(1))))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("Not welcomed within 1000 ms");
        }
    }

    @Test
    void aServerThatReadsNothing_doesNotHoldUpAClose() throws Exception {
        try (ServerSocket server = tlsServer(ISSUER.issue("localhost"), false)) {
            FutureTask<?> _ = serveOne(server, guest -> {
                guest.getOutputStream().write(WELCOME.getBytes(UTF_8));
                // Until the test is over.
                Socket _ = server.accept();
            });
            ChatClient client =
                    connect("localhost", server, trusting(ISSUER.certificate()));
            Thread talker = Thread.startVirtualThread(() -> talkWithoutEnd(client));
            while (talker.getState() != Thread.State.WAITING && talker.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            client.close();
            assertThat(talker.join(Duration.ofSeconds(15))).isTrue();
        }
    }

    private static void talkWithoutEnd(ChatClient client) {
        try {
            while (true) {
                client.say("x".repeat(1000));
            }
        } catch (IOException expected) {
            // That is what the close is for.
        }
    }

    /** The beginning of a record of 16 KiB, and its bytes one by one: each comes before any timeout between two is over. */
    private static void dribble(Socket guest) throws IOException {
        OutputStream out = guest.getOutputStream();
        out.write(new byte[] {22, 3, 3, 64, 0});
        while (true) {
            out.write(2);
            LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
        }
    }

    // --- Servers, and what is said of them.

    private static void assertComplaint(TestIdentity shown, String complaint) throws Exception {
        assertComplaint(shown, trusting(ISSUER.certificate()), complaint);
    }

    private static void assertComplaint(TestIdentity shown, SSLContext client, String complaint) throws Exception {
        try (ServerSocket server = tlsServer(shown, false)) {
            FutureTask<?> _ = serveOne(server, guest -> guest.getInputStream().read());
            assertComplaint(server, client, complaint);
        }
    }

    private static ChatClient connect(String host, ServerSocket server, SSLContext trusted) throws IOException {
        return ChatClient.connect(new InetSocketAddress(host, server.getLocalPort()), "ann", options(trusted));
    }

    private static ClientOptions options(SSLContext trusted) {
        return ClientOptions.defaults().withTls(trusted);
    }

    private static void assertComplaint(ServerSocket server, SSLContext client, String complaint) {
        assertThatThrownBy(() -> connect("localhost", server, client))
                .isInstanceOf(SSLException.class)
                .message()
                .startsWith(complaint)
                .hasLineCount(1);
    }

    private static InetSocketAddress address(ServerSocket server) {
        return new InetSocketAddress("localhost", server.getLocalPort());
    }

    /** Its result fails if the guest is gone too early: that is what most of these tests are about. */
    private static FutureTask<?> serveOne(ServerSocket server, Deed deed) {
        FutureTask<?> served = new FutureTask<>(() -> {
            try (Socket guest = server.accept()) {
                deed.with(guest);
            }
            return null;
        });
        Thread.ofPlatform().daemon().start(served);
        return served;
    }

    private static ServerSocket tlsServer(TestIdentity identity, boolean wantsCertificates) throws Exception {
        KeyStore store = emptyStore();
        store.setKeyEntry("me", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(wantsCertificates);
        return server;
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore store = emptyStore();
        store.setCertificateEntry("issuer", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
