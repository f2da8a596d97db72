package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;

/** Everybody who can take part, in the order in which reports show them. */
public final class Contestants {
    private static final ImmutableList<ServerUnderTest> ALL = ImmutableList.of();

    private Contestants() {}

    public static ImmutableList<ServerUnderTest> all() {
        return ALL;
    }
}
