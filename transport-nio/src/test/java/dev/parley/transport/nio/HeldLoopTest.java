package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.parley.api.Session;
import dev.parley.api.TransportOptions;
import dev.parley.spi.Watchdog;
import dev.parley.testkit.Peer;
import dev.parley.testkit.RecordingHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A handler that holds its loop: the log names it; and what such a handler may leave behind does no harm. */
@Timeout(60)
final class HeldLoopTest {
    private static final TransportOptions OPTIONS =
            TransportOptions.defaults().withLoops(1).withHoldWarning(Duration.ofMillis(200));

    private final Logger logger = (Logger) LoggerFactory.getLogger(Watchdog.class);
    private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };

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

    @Test
    void isNamedWithItsStack_once_andAgainWhenItIsFree() throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(OPTIONS, Holding::new)) {
            Peer peer = endpoint.connectAndTalk();
            peer.sendLine("hold");
            BrittleEndpoint.await(() -> said.size() == 1, "nobody was named");
            assertTrue(said.getFirst().getFormattedMessage().matches("parley-nio-\\d+-0 has been held for more than 200 ms.*"));
            assertTrue(Arrays.stream(said.getFirst().getThrowableProxy().getStackTraceElementProxyArray())
                    .anyMatch(frame -> frame.getStackTraceElement().getClassName().equals(Holding.class.getName())));
            gate.countDown();
            BrittleEndpoint.await(() -> said.size() == 2, "it never was free");
            assertTrue(said.get(1).getFormattedMessage().contains("is free again"));
            endpoint.assertServes(peer);
            assertEquals(2, said.size());
        }
    }

    @Test
    void aHandlerThatLeavesItInterrupted_doesNotKeepItAwake() throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(OPTIONS, Holding::new)) {
            Peer peer = endpoint.connectAndTalk();
            Holding handler = (Holding) endpoint.handlerOf(peer);
            peer.sendLine("interrupt");
            handler.awaitLines(2);
            Thread loop = handler.calledBy;
            BrittleEndpoint.await(() -> !loop.isInterrupted(), "the loop stays interrupted, so its selector never sleeps");
            endpoint.assertServes(peer);
        }
    }

    private final class Holding extends RecordingHandler {
        volatile Thread calledBy = Thread.currentThread();

        Holding(Session session) {
            super(session);
        }

        @Override
        protected void whenLine(String line) {
            switch (line) {
                case "hold" -> awaitGate();
                case "interrupt" -> Thread.currentThread().interrupt();
                default -> session().send(line);
            }
        }

        private void awaitGate() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts it", e);
            }
        }
    }
}
