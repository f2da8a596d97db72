package dev.parley.transport.blocking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.TransportOptions;
import dev.parley.testkit.Network;
import dev.parley.testkit.RecordingHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An error where one session is served, outside of its handler: it ends, with its socket, and its handler is told. */
@Timeout(60)
final class SessionFailureTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();
    private final BlockingEndpoint endpoint;
    private final ServerSocketChannel listener;
    private @Nullable SocketChannel guest;

    SessionFailureTest() throws IOException {
        endpoint = BlockingEndpoint.open(
                "faulty",
                ANY_PORT,
                TransportOptions.defaults(),
                null,
                this::handler,
                prefix -> Executors.newVirtualThreadPerTaskExecutor());
        listener = ServerSocketChannel.open().bind(ANY_PORT);
    }

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError("thrown by a test"),
                new NoClassDefFoundError("thrown by a test"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inReading(Error error) throws Exception {
        FaultyChannel channel = connect();
        RecordingHandler handler = serve(channel);
        channel.failReading(error);
        guestSays("hello\n");
        assertEndedBy(error, handler, channel);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inWriting(Error error) throws Exception {
        FaultyChannel channel = connect();
        RecordingHandler handler = serve(channel);
        channel.failWriting(error);
        handler.session().send("hello");
        assertEndedBy(error, handler, channel);
        await(() -> handler.session().outbox().waitingBytes() == 0, "the session still holds what it could not write");
    }

    @AfterEach
    void close() throws IOException {
        endpoint.close();
        listener.close();
        if (guest != null) {
            guest.close();
        }
    }

    private FaultyChannel connect() throws IOException {
        guest = SocketChannel.open(listener.getLocalAddress());
        return new FaultyChannel(listener.accept());
    }

    private void guestSays(String text) throws IOException {
        if (guest != null) {
            guest.socket().getOutputStream().write(text.getBytes(UTF_8));
        }
    }

    private RecordingHandler handler(Session session) {
        RecordingHandler handler = new RecordingHandler(session);
        handlers.add(handler);
        return handler;
    }

    private RecordingHandler serve(FaultyChannel channel) throws Exception {
        endpoint.welcome(channel);
        RecordingHandler handler = handlers.poll(20, TimeUnit.SECONDS);
        if (handler == null) {
            throw new AssertionError("no handler was made");
        }
        handler.awaitOpened();
        return handler;
    }

    private void assertEndedBy(Error error, RecordingHandler handler, FaultyChannel channel) {
        CloseReason.ConnectionLost lost =
                assertInstanceOf(CloseReason.ConnectionLost.class, handler.awaitClosed());
        assertSame(error, lost.cause().getCause());
        await(() -> endpoint.sessionCount() == 0, "the session still counts");
        assertFalse(channel.isOpen(), "whether its socket is open");
    }

    private static void await(BooleanSupplier condition, String failure) {
        assertTrue(Network.sockets().await(condition, Duration.ofSeconds(20)), failure);
    }
}
