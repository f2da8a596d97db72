package dev.parley.testkit;

import static java.util.stream.Collectors.toSet;

import dev.parley.testkit.Verdict.Outcome;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Prints the {@link Verdict} of a contract on standard output, once all of its tests have been run. It says nothing where
 * only some were chosen, since those show little, or where the configuration parameter {@code parley.testkit.verdict} is
 * {@code false}.
 */
public final class ConsoleVerdict implements BeforeAllCallback, BeforeEachCallback, TestWatcher, AfterAllCallback {
    /** The configuration parameter of JUnit that keeps it silent if it is {@code false}. */
    static final String WANTED = "parley.testkit.verdict";

    private static final Namespace RUNS = Namespace.create(ConsoleVerdict.class);

    /** One run of one contract. */
    private static final class Run {
        private final Verdict verdict = new Verdict();
        private final Set<String> tests = ConcurrentHashMap.newKeySet();
        private volatile String transport = "the transport";
    }

    /** Called by JUnit. */
    public ConsoleVerdict() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(RUNS).put(Run.class, new Run());
    }

    /** Only now there is somebody to ask. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (context.getRequiredTestInstance() instanceof TransportUnderTest tested) {
            run(context).transport = tested.transport().name();
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        add(context, Outcome.PASSED, null);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        add(context, Outcome.FAILED, cause);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        add(context, Outcome.SKIPPED, cause);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        add(context, Outcome.SKIPPED, new AssertionError(reason.orElse("disabled")));
    }

    private static void add(ExtensionContext context, Outcome outcome, @Nullable Throwable cause) {
        String test = context.getRequiredTestMethod().getName();
        Optional<Rule> rule = cause instanceof BrokenRule broken ? Optional.of(broken.rule()) : Rule.ofTest(test);
        String reason = cause == null ? "" : String.valueOf(cause.getMessage());
        run(context).tests.add(test);
        rule.ifPresent(known -> run(context).verdict.add(known, outcome, reason));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Run run = run(context);
        Class<?> contract = context.getRequiredTestClass();
        if (isWanted(context) && run.tests.containsAll(testsOf(contract))) {
            System.out.printf("%n%s%n%s", contract.getName(), run.verdict.tell(run.transport));
        }
    }

    private static boolean isWanted(ExtensionContext context) {
        return context.getConfigurationParameter(WANTED).map(Boolean::valueOf).orElse(true);
    }

    private static Run run(ExtensionContext context) {
        return context.getStore(RUNS).get(Run.class, Run.class);
    }

    private static Set<String> testsOf(Class<?> contract) {
        return Stream.of(contract.getMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(Method::getName)
                .filter(name -> Rule.ofTest(name).isPresent())
                .collect(toSet());
    }
}
