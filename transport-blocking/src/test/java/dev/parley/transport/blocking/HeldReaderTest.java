package dev.parley.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.spi.Watchdog;
import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import dev.parley.testkit.RecordingHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A handler that holds the thread of its session: the log names it, on virtual threads as well. */
@Timeout(60)
final class HeldReaderTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Logger logger = (Logger) LoggerFactory.getLogger(Watchdog.class);
    private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };

    static Stream<Transport> transports() {
        return Stream.of(new VirtualTransport(), new PlatformTransport());
    }

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void isNamedWithItsStack_once_andAgainWhenItIsFree(Transport transport) throws Exception {
        TransportOptions options = TransportOptions.defaults().withHoldWarning(Duration.ofMillis(200));
        Endpoint endpoint = transport.open(ANY_PORT, options, Holding::new);
        try (endpoint;
                Peer holding = Network.sockets().connect(endpoint.address());
                Peer other = Network.sockets().connect(endpoint.address())) {
            holding.sendLine("hold");
            await(1, "nobody was named");
            String name = transport.name() + " /127.0.0.1:" + holding.port();
            assertTrue(said.getFirst().getFormattedMessage().startsWith(name + " has been held for more than 200 ms"));
            assertTrue(Arrays.stream(said.getFirst().getThrowableProxy().getStackTraceElementProxyArray())
                    .anyMatch(frame -> frame.getStackTraceElement().getClassName().equals(Holding.class.getName())));
            other.sendLine("hello");
            assertEquals("hello", other.readLine());
            gate.countDown();
            await(2, "it never was free");
            assertTrue(said.get(1).getFormattedMessage().startsWith(name + " is free again"));
            assertEquals("hold", holding.readLine());
        }
        assertEquals(2, said.size());
    }

    private void await(int events, String failure) {
        assertTrue(Network.sockets().await(() -> said.size() == events, Duration.ofSeconds(20)), failure);
    }

    private final class Holding extends RecordingHandler {
        Holding(Session session) {
            super(session);
        }

        @Override
        protected void whenLine(String line) {
            if (line.equals("hold")) {
                Uninterruptibles.awaitUninterruptibly(gate);
            }
            session().send(line);
        }
    }
}
