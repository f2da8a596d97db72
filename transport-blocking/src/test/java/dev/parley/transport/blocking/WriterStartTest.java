package dev.parley.transport.blocking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.api.CloseReason;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No thread can be had for the writer of a session. */
@Timeout(30)
final class WriterStartTest {
    private final BlockingQueue<BlockingSession> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
    private final ScarceThreads threads = new ScarceThreads();

    @Test
    void theGuestIsWrittenTo_whenThereIsOne() throws Exception {
        sendWithoutAWriter(meanwhile -> {}, "hello\n");
    }

    @Test
    void aSessionThatIsCutOffMeanwhile_holdsNothing() throws Exception {
        BlockingSession session = sendWithoutAWriter(BlockingSession::cutOff, "");
        assertInstanceOf(CloseReason.Stopped.class, closed.take());
        assertEquals(0, session.outbox().waitingBytes());
    }

    /** Sends a line to a guest, and does {@code meanwhile} while a thread for his writer is sought in vain. */
    private BlockingSession sendWithoutAWriter(Consumer<BlockingSession> meanwhile, String expected) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        BlockingEndpoint endpoint = BlockingEndpoint.open(
                "scarce",
                anyPort,
                TransportOptions.defaults(),
                null,
                session -> new Recorder((BlockingSession) session),
                prefix -> threads);
        InetSocketAddress address = endpoint.address();
        try (endpoint;
                Socket guest = new Socket(address.getAddress(), address.getPort())) {
            BlockingSession session = opened.take();
            // The first looks at the outbox, the second would write.
            threads.refuseMySecondTask(() -> meanwhile.accept(session));
            session.send("hello");
            byte[] got = guest.getInputStream().readNBytes(Math.max(1, expected.length()));
            assertEquals(expected, new String(got, UTF_8));
            return session;
        }
    }

    private final class Recorder implements SessionHandler {
        private final BlockingSession session;

        Recorder(BlockingSession session) {
            this.session = session;
        }

        @Override
        public void opened() {
            opened.add(session);
        }

        @Override
        public void line(ByteBuffer line) {}

        @Override
        public void lineTooLong() {}

        @Override
        public void closed(CloseReason reason) {
            closed.add(reason);
        }
    }
}
