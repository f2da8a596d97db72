package dev.parley.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one contract again and again, for faults that show only now and then. {@code .ci/contract-loop} starts many of it. */
final class ContractLoop {
    private static final int MOST_FRAMES = 12;

    private ContractLoop() {}

    /** Takes the name of a test class, and how often to run it. Prints failures, and ends with 1 if there was one. */
    public static void main(String[] args) throws ClassNotFoundException {
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Class.forName(args[0])))
                .configurationParameter(ConsoleVerdict.WANTED, "false")
                .build();
        int runs = Integer.parseInt(args[1]);
        long failures = 0;
        for (int run = 1; run <= runs; run++) {
            failures += failures(contract);
        }
        System.exit(failures == 0 ? 0 : 1);
    }

    private static long failures(LauncherDiscoveryRequest contract) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(contract, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures().forEach(ContractLoop::tell);
        System.out.printf(
                "RUN: %d tests, %d failed, %d skipped%n",
                summary.getTestsFoundCount(), summary.getTotalFailureCount(), summary.getTestsAbortedCount());
        // A contract without tests shows nothing.
        return summary.getTestsFoundCount() == 0 ? 1 : summary.getTotalFailureCount();
    }

    private static void tell(TestExecutionSummary.Failure failure) {
        Throwable thrown = failure.getException();
        System.out.printf("FAILED: %s%n%s%n", failure.getTestIdentifier().getDisplayName(), thrown.getMessage());
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        System.out.println(cause);
        Stream.of(cause.getStackTrace()).limit(MOST_FRAMES).forEach(frame -> System.out.println("    at " + frame));
    }
}
