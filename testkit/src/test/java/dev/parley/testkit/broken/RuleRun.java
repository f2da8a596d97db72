package dev.parley.testkit.broken;

import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.parley.testkit.TransportContract;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of one rule on a transport that should break it, one by one, until one fails. */
final class RuleRun {

    /** The test that failed, and what it said. */
    record Kill(BrokenTransport broken, String test, String message) {}

    private RuleRun() {}

    static Optional<Kill> firstKill(BrokenTransport broken) {
        return testsOf(broken)
                .flatMap(test -> failure(BrokenContract.class, broken, test)
                        .map(message -> new Kill(broken, test, message))
                        .stream())
                .findFirst();
    }

    /** How the transport that is not broken fails the test that killed: not at all, or the kill says nothing. */
    static Optional<String> failureWithoutTheFault(Kill kill) {
        return failure(PlainContractTest.class, kill.broken(), kill.test());
    }

    private static Stream<String> testsOf(BrokenTransport broken) {
        String prefix = broken.rule().name().toLowerCase(Locale.ROOT) + "_";
        return Stream.of(TransportContract.class.getMethods())
                .filter(method -> method.getName().startsWith(prefix))
                .sorted(comparing(Method::getName))
                .map(Method::getName);
    }

    private static Optional<String> failure(
            Class<? extends TransportContract> contract, BrokenTransport broken, String test) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(contract, test))
                .configurationParameter(BrokenContract.TRANSPORT, broken.name())
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        assumeTrue(summary.getTestsAbortedCount() == 0, () -> test + " does not work on this system");
        return summary.getFailures().stream()
                .findFirst()
                .map(failure -> String.valueOf(failure.getException().getMessage()));
    }
}
