package dev.parley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The generator's TLS against the JDK's: nothing is lost where a socket is full, or a read is small, and nobody else is believed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsConnectionTest {
    /** More than the sockets of a connection hold. */
    private static final int PLENTY_BYTES = 32 << 20;

    @TempDir
    private Path folder;

    private SelfSigned identity;
    private SSLServerSocket door;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        identity = SelfSigned.make(folder);
        char[] password = Files.readString(identity.password()).toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(KeyStore.getInstance(identity.keyStore().toFile(), password), password);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        door = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void whatTheSocketDoesNotTake_goesOutLater() throws IOException {
        byte[] said = random(PLENTY_BYTES);
        CountDownLatch full = new CountDownLatch(1);
        CompletableFuture<byte[]> heard = atTheDoor(guest -> {
            guest.startHandshake();
            await(full);
            return guest.getInputStream().readNBytes(said.length);
        });
        try (SocketChannel socket = connect()) {
            TlsConnection connection = established(socket, identity);
            ByteBuffer source = ByteBuffer.wrap(said);
            while (source.hasRemaining() || connection.holdsOutput()) {
                connection.write(source);
                if (connection.holdsOutput()) {
                    full.countDown();
                    Thread.onSpinWait();
                }
            }
            assertThat(full.getCount()).as("the socket was never full").isZero();
            assertThat(heard.join()).isEqualTo(said);
        }
    }

    @Test
    void whatASmallReadDoesNotTake_isHeld_andNotLost() throws IOException {
        byte[] said = random(100_000);
        CompletableFuture<byte[]> told = atTheDoor(guest -> {
            guest.getOutputStream().write(said);
            return said;
        });
        try (SocketChannel socket = connect()) {
            TlsConnection connection = established(socket, identity);
            ByteBuffer heard = ByteBuffer.allocate(said.length);
            while (heard.hasRemaining()) {
                ByteBuffer small = heard.slice(heard.position(), Math.min(1000, heard.remaining()));
                int bytes = connection.read(small);
                assertThat(connection.holdsInput()).isEqualTo(!small.hasRemaining());
                heard.position(heard.position() + bytes);
            }
            assertThat(heard.array()).isEqualTo(said);
            assertThat(told.join()).isSameAs(said);
            assertThat(nextRead(connection)).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void anotherCertificate_isNotBelieved() throws IOException {
        SelfSigned another = SelfSigned.make(Files.createDirectory(folder.resolve("another")));
        CompletableFuture<byte[]> heard = atTheDoor(guest -> guest.getInputStream().readAllBytes());
        try (SocketChannel socket = connect()) {
            assertThatThrownBy(() -> established(socket, another)).isInstanceOf(SSLHandshakeException.class);
        }
        assertThatThrownBy(heard::join).hasCauseInstanceOf(UncheckedIOException.class);
    }

    private interface Host {
        byte[] serve(SSLSocket guest) throws IOException;
    }

    /** Serves one guest, and then ends the connection. */
    private CompletableFuture<byte[]> atTheDoor(Host host) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (SSLSocket guest = (SSLSocket) door.accept()) {
                        return host.serve(guest);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel socket = SocketChannel.open(door.getLocalSocketAddress());
        socket.configureBlocking(false);
        return socket;
    }

    private static TlsConnection established(SocketChannel socket, SelfSigned trusted) throws IOException {
        TlsConnection connection = new TlsConnection(socket, SelfSigned.trusting(trusted.keyStore()));
        while (!connection.establish()) {
            Thread.onSpinWait();
        }
        return connection;
    }

    private static int nextRead(TlsConnection connection) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        int bytes = connection.read(one);
        while (bytes == 0) {
            Thread.onSpinWait();
            bytes = connection.read(one);
        }
        return bytes;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new Random(1).nextBytes(random);
        return random;
    }
}
