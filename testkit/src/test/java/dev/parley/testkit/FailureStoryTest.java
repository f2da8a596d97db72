package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.parley.transport.simulated.Simulation;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.opentest4j.AssertionFailedError;

/** What is said of a test in a {@link SimulatedRoom} that fails. */
class FailureStoryTest {
    private static final long SEED = Seeds.of(7, "");

    @Test
    void aFailureEndsWithTheSeedAndWhatHappenedLast() {
        String message = messageOf(failureOf("expectsAnotherLine"));
        assertTrue(message.contains("\nseed " + SEED + " (-Dparley.testkit.seed=" + SEED + " runs it again), rough weather\n"), message);
        assertTrue(message.contains("\n  guest 32768 is ann\n"), message);
        assertTrue(message.contains("\nwhat happened last:\n"), message);
        assertTrue(message.lines().toList().getLast().matches(" +\\d+\\.\\d{6} ms  .+"), message);
    }

    @Test
    void whatWasExpectedStaysComparable() {
        AssertionFailedError failure =
                assertInstanceOf(AssertionFailedError.class, failureOf("expectsAnotherLine"));
        assertEquals("<bob> hello", failure.getExpected().getValue());
        assertEquals("<bob> hi", failure.getActual().getValue());
    }

    @Test
    void otherExceptionsAreTheCause() {
        Throwable failure = failureOf("throwsSomething");
        String start = "java.lang.IllegalStateException: on purpose\nseed " + SEED;
        assertTrue(messageOf(failure).startsWith(start), messageOf(failure));
        assertInstanceOf(IllegalStateException.class, failure.getCause());
    }

    @Test
    void whatRunsBeforeATestTellsItToo() {
        assertTrue(messageOf(failureOf(FailsBefore.class, "isNeverRun")).contains("\nseed "));
    }

    @Test
    void aRoomIsForOneTest() {
        String message = messageOf(failureOf(TakesItTooEarly.class, "isNeverRun"));
        assertTrue(message.contains("each test has a room of its own"), message);
    }

    private static String messageOf(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    private static Throwable failureOf(String test) {
        return failureOf(Fails.class, test);
    }

    private static Throwable failureOf(Class<?> tests, String test) {
        Method method = Stream.of(tests.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(test))
                .findFirst()
                .orElseThrow();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(tests, method))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary().getFailures().getFirst().getException();
    }

    @SimulatedRoom(seed = 7)
    static final class Fails {
        @Test
        void expectsAnotherLine(@Called("ann") Guest ann, @Called("bob") Guest bob) {
            bob.says("hi");
            assertEquals("<bob> hello", ann.hears());
        }

        @Test
        void throwsSomething(Simulation simulation) {
            throw new IllegalStateException("on purpose");
        }
    }

    @SimulatedRoom
    static final class FailsBefore {
        @BeforeEach
        void fail(Guest guest) {
            guest.hears();
        }

        @Test
        void isNeverRun() {}
    }

    @SimulatedRoom
    static final class TakesItTooEarly {
        TakesItTooEarly(Guest guest) {
            guest.says("never");
        }

        @Test
        void isNeverRun() {}
    }
}
