package dev.parley.testkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Skips a test that {@link Needs} what the transport does not declare. */
public final class SkipWithoutAbility implements BeforeEachCallback {
    /** Called by JUnit. */
    public SkipWithoutAbility() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Method test = context.getRequiredTestMethod();
        Optional<Needs> needs = Optional.ofNullable(test.getAnnotation(Needs.class));
        if (needs.isPresent() && context.getRequiredTestInstance() instanceof TransportUnderTest tested) {
            skipWithoutAny(needs.get(), tested, test);
        }
    }

    private static void skipWithoutAny(Needs needs, TransportUnderTest tested, Method test) {
        Set<Ability> abilities = tested.abilities();
        List<Ability> missing =
                List.of(needs.value()).stream().filter(need -> !abilities.contains(need)).toList();
        if (!missing.isEmpty()) {
            String rule = Rule.ofTest(test.getName()).map(Rule::toString).orElse("no rule");
            throw new TestAbortedException("%s of %s is skipped: %s does not have %s"
                    .formatted(test.getName(), rule, tested.transport().name(), missing.getFirst()));
        }
    }
}
