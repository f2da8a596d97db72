package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.wire.Outbox;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which orders of calls are taken for right. One letter a call: opened, line, lineTooLong (t), readComplete, closed. */
final class RecordingHandlerTest {
    private static final CloseReason FAILED = new CloseReason.HandlerFailed(new IllegalStateException("on purpose"));

    @ParameterizedTest
    @ValueSource(strings = {"oc", "orc", "olrc", "oltlrrtrc"})
    void right(String calls) {
        made(calls, new CloseReason.PeerClosed()).assertGrammar();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o", "c", "olc", "otc", "loc", "oolrc", "olrcc", "olrcr", "olr"})
    void wrong(String calls) {
        RecordingHandler handler = made(calls, new CloseReason.PeerClosed());
        assertEquals(Rule.T01, assertThrows(BrokenRule.class, handler::assertGrammar).rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"oc", "olc", "olrtc"})
    void aCallThatFailedMayBeTheLastOne(String calls) {
        made(calls, FAILED).assertGrammar();
    }

    @Test
    void manyReadsAreAsGoodAsFew() {
        made("o" + "lr".repeat(100_000) + "c", new CloseReason.PeerClosed()).assertGrammar();
    }

    private static RecordingHandler made(String calls, CloseReason reason) {
        RecordingHandler handler = new RecordingHandler(new Nobody());
        for (int i = 0; i < calls.length(); i++) {
            switch (calls.charAt(i)) {
                case 'o' -> handler.opened();
                case 'l' -> handler.line(ByteBuffer.wrap(new byte[] {'x'}));
                case 't' -> handler.lineTooLong();
                case 'r' -> handler.readComplete();
                default -> handler.closed(reason);
            }
        }
        return handler;
    }

    private static final class Nobody implements Session {
        private final Outbox outbox = new Outbox(Runnable::run, () -> {}, 1024);

        @Override
        public SocketAddress peer() {
            return new InetSocketAddress(0);
        }

        @Override
        public Outbox outbox() {
            return outbox;
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void close(CloseReason reason) {}
    }
}
