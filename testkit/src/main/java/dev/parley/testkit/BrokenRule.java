package dev.parley.testkit;

import org.jspecify.annotations.Nullable;

/** What a test throws to say which rule it saw broken. It need not be the one that the test is named after. */
final class BrokenRule extends AssertionError {
    private static final long serialVersionUID = 1;

    private final Rule rule;
    private final String seen;

    BrokenRule(Rule rule, String seen) {
        this(rule, seen, null);
    }

    BrokenRule(Rule rule, String seen, @Nullable Throwable cause) {
        super(rule + " is broken: " + seen, cause);
        this.rule = rule;
        this.seen = seen;
    }

    Rule rule() {
        return rule;
    }

    String seen() {
        return seen;
    }
}
