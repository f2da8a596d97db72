package dev.parley.testkit;

import java.util.List;
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

    /** The same for many lines: the message tells the first one that differs. */
    static void assertSame(List<String> expected, List<String> actual) {
        int common = Math.min(expected.size(), actual.size());
        for (int line = 0; line < common; line++) {
            if (!expected.get(line).equals(actual.get(line))) {
                throw new AssertionError("line %d of %d: expected '%s' but got '%s'"
                        .formatted(line + 1, expected.size(), brief(expected.get(line)), brief(actual.get(line))));
            }
        }
        if (expected.size() != actual.size()) {
            throw new AssertionError("expected %d lines but got %d".formatted(expected.size(), actual.size()));
        }
    }

    /** With {@code xx(500)} instead of 500 times x. */
    static String brief(String text) {
        return FILLING.matcher(text).replaceAll(run -> "$1$1(" + (run.end() - run.start()) + ")");
    }
}
