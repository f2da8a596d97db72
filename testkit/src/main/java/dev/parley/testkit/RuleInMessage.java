package dev.parley.testkit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Has a failure say which rule is broken, what was seen, where to look, and how to run just that test again. */
public final class RuleInMessage implements TestExecutionExceptionHandler {
    /** Called by JUnit. */
    public RuleInMessage() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        Optional<Rule> rule = brokenRule(context, failure);
        throw rule.isEmpty() ? failure : new BrokenRule(rule.get(), message(context, rule.get(), failure), failure);
    }

    private static Optional<Rule> brokenRule(ExtensionContext context, Throwable failure) {
        return failure instanceof BrokenRule broken
                ? Optional.of(broken.rule())
                : Rule.ofTest(context.getRequiredTestMethod().getName());
    }

    private static String message(ExtensionContext context, Rule rule, Throwable failure) {
        String test = context.getRequiredTestMethod().getName();
        return "%s%n  look at: %s%n  run just this again: mvn test -Dtest='%s#%s'"
                .formatted(seen(failure), rule.hint(), nameInPackage(context.getRequiredTestClass()), test);
    }

    /** What no assertion says needs its name to be understood. */
    private static String seen(Throwable failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case BrokenRule broken -> broken.seen();
            case AssertionError _ when message != null -> message;
            default -> failure.toString();
        };
    }

    /** As Maven wants it: a nested class behind its outer one and a dollar. */
    private static String nameInPackage(Class<?> contract) {
        return contract.getName().substring(contract.getPackageName().length() + 1);
    }
}
