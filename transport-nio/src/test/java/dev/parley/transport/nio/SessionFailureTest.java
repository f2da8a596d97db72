package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.api.CloseReason;
import dev.parley.testkit.Peer;
import dev.parley.testkit.RecordingHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An error where one session is served, outside of its handler: that session ends, and the others on its loop go on. */
@Timeout(60)
final class SessionFailureTest {

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError("thrown by a test"),
                new NoClassDefFoundError("thrown by a test"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inReading(Error error) throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(1)) {
            Peer unlucky = endpoint.connectAndTalk();
            Peer other = endpoint.connectAndTalk();
            endpoint.loop(0).failReading(error);
            unlucky.sendLine("this is not read");
            assertEndedBy(error, endpoint.handlerOf(unlucky).awaitClosed());
            endpoint.awaitSessionCount(1);
            endpoint.assertServes(other);
            endpoint.connectAndTalk();
        }
    }

    /** What is written last sets the timer. */
    @ParameterizedTest
    @MethodSource("errors")
    void inWritingTheEnd(Error error) throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(1)) {
            Peer unlucky = endpoint.connectAndTalk();
            Peer other = endpoint.connectAndTalk();
            endpoint.loop(0).failTiming(error);
            CloseReason reason = new CloseReason.Ended("by a test");
            endpoint.handlerOf(unlucky).session().close(reason);
            // Its reason is the first one; what fails then must not keep its socket.
            assertSame(reason, endpoint.handlerOf(unlucky).awaitClosed());
            endpoint.awaitSessionCount(1);
            endpoint.assertServes(other);
            endpoint.connectAndTalk();
        }
    }

    /** Whoever closes it gets the error; it is closed all the same. */
    @ParameterizedTest
    @MethodSource("errors")
    void inClosing(Error error) throws Exception {
        try (BrittleEndpoint endpoint = BrittleEndpoint.open(1)) {
            Peer unlucky = endpoint.connectAndTalk();
            Peer other = endpoint.connectAndTalk();
            RecordingHandler handler = endpoint.handlerOf(unlucky);
            endpoint.loop(0).failTakingATask(error);
            CloseReason reason = new CloseReason.Ended("by a test");
            assertSame(error, assertThrows(Error.class, () -> handler.session().close(reason)));
            assertSame(reason, handler.awaitClosed());
            unlucky.close();
            endpoint.awaitSessionCount(1);
            endpoint.assertServes(other);
        }
    }

    private static void assertEndedBy(Error error, CloseReason reason) {
        CloseReason.ConnectionLost lost = assertInstanceOf(CloseReason.ConnectionLost.class, reason);
        assertSame(error, lost.cause().getCause());
    }
}
