package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.parley.benchmarks.yardstick.Yardsticks;

/** Everybody who can take part, in the order in which reports show them. */
public final class Contestants {
    /** Two at least, or it would not be another contestant; and one is left to the generator where there are more. */
    private static final int MANY = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);

    private static final ImmutableList<ServerUnderTest> ALL = ImmutableList.<ServerUnderTest>builder()
            .add(new ParleyServer("nio", "Parley on NIO, one event loop", "nio", 1, 1))
            .add(new ParleyServer("nio-many", "Parley on NIO, " + MANY + " event loops on as many cores", "nio", MANY, MANY))
            .add(new ParleyServer("virtual", "Parley on blocking virtual threads", "virtual", 0, 1))
            .add(new ParleyServer("platform", "Parley on blocking platform threads", "platform", 0, 1))
            .addAll(Yardsticks.all())
            .build();

    /** Who gives a newcomer a picture in two minutes. */
    private static final ImmutableSet<String> QUICK =
            ImmutableSet.of("nio", "virtual", "netty-batch", "netty-epoll", "c-floor");

    private Contestants() {}

    public static ImmutableList<ServerUnderTest> all() {
        return ALL;
    }

    /** Those of the short set. */
    static ImmutableList<ServerUnderTest> quick() {
        return ALL.stream()
                .filter(server -> QUICK.contains(server.contestant().name()))
                .collect(ImmutableList.toImmutableList());
    }
}
