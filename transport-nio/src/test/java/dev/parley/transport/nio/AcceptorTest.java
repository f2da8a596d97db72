package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody knocks, and cannot be let in before something is free again. */
@Timeout(60)
final class AcceptorTest {
    private final List<Long> attempts = new CopyOnWriteArrayList<>();
    private final CountDownLatch accepted = new CountDownLatch(1);

    @Test
    void withoutDescriptors_itTriesAgainAfterEverLongerPauses() throws Exception {
        triesAgain(() -> {
            throw new IOException("Too many open files");
        });
    }

    @Test
    void withoutMemory_asWell() throws Exception {
        triesAgain(() -> {
            throw new OutOfMemoryError("thrown by a test");
        });
    }

    private void triesAgain(Acceptor.Listener shortOfSomething) throws Exception {
        EventLoop loop = new EventLoop("acceptor-test");
        loop.start(lost -> {});
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(BrittleEndpoint.anyPort()).configureBlocking(false);
            Acceptor acceptor = new Acceptor(
                    loop, "a test", () -> attempt(shortOfSomething, listener), this::accepted);
            loop.execute(() -> register(loop, listener, acceptor));
            InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
            try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
                assertTrue(accepted.await(30, TimeUnit.SECONDS));
            }
            assertPauses(100, 200, 400);
        } finally {
            loop.end(() -> {});
            loop.join(Duration.ofSeconds(10));
        }
    }

    /** Three of them fail. */
    private @Nullable SocketChannel attempt(Acceptor.Listener shortOfSomething, ServerSocketChannel listener) throws IOException {
        attempts.add(System.nanoTime());
        return attempts.size() <= 3 ? shortOfSomething.accept() : listener.accept();
    }

    private void assertPauses(long... millis) {
        for (int i = 0; i < millis.length; i++) {
            long paused = attempts.get(i + 1) - attempts.get(i);
            assertTrue(paused >= TimeUnit.MILLISECONDS.toNanos(millis[i]), "pause " + i + " was " + paused + " ns");
        }
    }

    private void accepted(SocketChannel socket) {
        NioEndpoint.hangUp(socket);
        accepted.countDown();
    }

    private static void register(EventLoop loop, ServerSocketChannel listener, Acceptor acceptor) {
        try {
            loop.register(listener, SelectionKey.OP_ACCEPT, acceptor);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
