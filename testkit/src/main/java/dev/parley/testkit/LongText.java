package dev.parley.testkit;

import java.util.regex.Pattern;

/** Texts that are mostly filling, in messages that people read. */
final class LongText {
    private static final Pattern FILLING = Pattern.compile("(.)\\1{15,}");

    private LongText() {}

    /** Like {@code assertEquals}, but the message tells filling by its length. */
    static void assertSame(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected '%s' but got '%s'".formatted(brief(expected), brief(actual)));
        }
    }

    /** With {@code xx(500)} instead of 500 times x. */
    static String brief(String text) {
        return FILLING.matcher(text).replaceAll(run -> "$1$1(" + (run.end() - run.start()) + ")");
    }
}
