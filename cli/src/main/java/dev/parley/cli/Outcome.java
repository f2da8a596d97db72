package dev.parley.cli;

import org.jspecify.annotations.Nullable;

/**
 * How a conversation ended.
 *
 * @param exitCode what the process returns
 * @param complaint one line for standard error; {@code null} if all is well
 */
record Outcome(int exitCode, @Nullable String complaint) {
    static final Outcome NORMAL = new Outcome(0, null);

    static Outcome failed(String complaint) {
        return new Outcome(1, complaint);
    }
}
