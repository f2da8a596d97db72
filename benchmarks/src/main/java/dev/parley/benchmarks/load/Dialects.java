package dev.parley.benchmarks.load;

import com.google.common.collect.ImmutableList;

/** The dialects that the generator speaks. */
public final class Dialects {
    private static final ImmutableList<Dialect> ALL =
            ImmutableList.of(new ParleyDialect(), new RedisDialect(), new NatsDialect(), new IrcDialect());

    private Dialects() {}

    /** The one of that name. */
    public static Dialect named(String name) {
        return ALL.stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no dialect " + name));
    }
}
