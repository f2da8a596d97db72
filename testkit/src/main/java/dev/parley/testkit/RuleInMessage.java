package dev.parley.testkit;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Puts the rule that a test is named after before the message of its failure. */
public final class RuleInMessage implements TestExecutionExceptionHandler {
    /** Called by JUnit. */
    public RuleInMessage() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        String test = context.getRequiredTestMethod().getName();
        Rule rule = Rule.valueOf(test.substring(0, 3).toUpperCase(Locale.ROOT));
        throw new AssertionError(rule + " is broken: " + failure.getMessage(), failure);
    }
}
