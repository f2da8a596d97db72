package dev.parley.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.testkit.Network;
import dev.parley.testkit.RecordingHandler;
import dev.parley.transport.blocking.PlatformTransport;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlschannel.ClientTlsChannel;

/** Input that has left the socket and is not heard yet: what a pause keeps back of it, and what must not be forgotten. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HeldInputTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private @Nullable Endpoint endpoint;

    private static Stream<Named<Transport>> transports() {
        return Stream.of(new NioTransport(), new VirtualTransport(), new PlatformTransport())
                .map(transport -> Named.of(transport.name(), transport));
    }

    @AfterEach
    void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void oneRecord_isHeardReadByRead_whereEachIsFollowedByAPause(Transport transport) throws Exception {
        List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
        open(transport, this::pausingAfterEachRead);
        try (TlsPeer peer = connect()) {
            RecordingHandler handler = nextHandler();
            // 9 KB, which is one record.
            peer.send(String.join("\n", lines) + "\n");
            for (int resumes = 0; handler.lines().size() < lines.size(); resumes++) {
                int expected = resumes + 1;
                await(() -> reads.get() >= expected, "read " + expected);
                awaitWhatOthersSay();
                assertEquals(expected, reads.get(), "reads after " + resumes + " resumes");
                handler.session().resumeReading();
            }
            assertEquals(lines, handler.lines());
            assertTrue(reads.get() > 1, "one read was enough, which shows nothing");
        }
    }

    /** His socket stays open, so that no event of the network tells of the end. */
    @ParameterizedTest
    @MethodSource("transports")
    void theEndThatCameWithTheLastLine_isNoticed(Transport transport) throws Exception {
        Endpoint endpoint = open(transport, RecordingHandler::new);
        try (SocketChannel socket = SocketChannel.open(endpoint.address());
                ClientTlsChannel peer = TestTls.SHARED.connect(socket)) {
            // Or the end might wait in the guest's kernel, and come by itself.
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            peer.handshake();
            RecordingHandler handler = nextHandler();
            handler.session().pauseReading();
            peer.write(ByteBuffer.wrap("that is all\n".getBytes(UTF_8)));
            peer.shutdown();
            handler.session().resumeReading();
            assertEquals(new CloseReason.PeerClosed(), handler.awaitClosed());
            assertEquals(List.of("that is all"), handler.lines());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whoIsSentAwayForALimit_isNotWaitedFor_whateverOfHisIsUnread(Transport transport) throws Exception {
        Endpoint endpoint = open(transport, RecordingHandler::new);
        try (TlsPeer peer = connect()) {
            RecordingHandler handler = nextHandler();
            handler.session().pauseReading();
            peer.send("not heard\n".repeat(5_000));
            handler.session().send("no more of this");
            handler.session().close(new CloseReason.LimitReached("a limit of this test"));
            await(() -> endpoint.sessionCount() == 0, "his socket to be closed");
            assertEquals(new CloseReason.LimitReached("a limit of this test"), handler.awaitClosed());
        }
    }

    private Endpoint open(Transport transport, Function<Session, RecordingHandler> making) throws IOException {
        // A close timeout that no test waits for.
        TransportOptions options = TransportOptions.defaults().withCloseTimeout(Duration.ofHours(1));
        Endpoint endpoint = transport.secured(TestTls.SHARED.server())
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options, session -> {
                    RecordingHandler handler = making.apply(session);
                    handlers.add(handler);
                    return handler;
                });
        this.endpoint = endpoint;
        return endpoint;
    }

    private RecordingHandler pausingAfterEachRead(Session session) {
        return new RecordingHandler(session) {
            @Override
            protected void whenReadComplete() {
                session.pauseReading();
                reads.incrementAndGet();
            }
        };
    }

    private TlsPeer connect() throws IOException {
        if (endpoint == null) {
            throw new AssertionError("no endpoint is open");
        }
        return TlsPeer.connect(endpoint.address(), TestTls.SHARED.client(), "TLSv1.3");
    }

    private RecordingHandler nextHandler() throws InterruptedException {
        RecordingHandler handler = handlers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (handler == null) {
            throw new AssertionError("no handler was made");
        }
        handler.awaitOpened();
        return handler;
    }

    /** Several turns of every loop: a transport that does not keep a pause shows it meanwhile. */
    private void awaitWhatOthersSay() throws Exception {
        for (int i = 0; i < 3; i++) {
            connect().close();
            nextHandler().awaitClosed();
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        assertTrue(Network.sockets().await(condition, LIMIT), () -> "waited for " + what);
    }
}
