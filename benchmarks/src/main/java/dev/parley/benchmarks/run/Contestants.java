package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.parley.benchmarks.load.LoadPlan;
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

    /** While nobody talks, these are what {@code nio}, {@code netty-epoll} and {@code netty-nio} are. */
    private static final ImmutableSet<String> LIKE_OTHERS_IN_SILENCE =
            ImmutableSet.of("nio-many", "netty-batch", "netty-example");

    /** While lines come one by one, these are what {@code nio} and {@code netty-nio} are. */
    private static final ImmutableSet<String> LIKE_OTHERS_WITH_ONE_LINE = ImmutableSet.of("nio-many", "netty-example");

    /** While some do not read, the others matter: these stay what {@code nio} and {@code netty-epoll} are, or are slower anyway. */
    private static final ImmutableSet<String> LIKE_OTHERS_WITH_STALLED_READERS =
            ImmutableSet.of("nio-many", "netty-nio", "netty-example");

    private Contestants() {}

    public static ImmutableList<ServerUnderTest> all() {
        return ALL;
    }

    /** Whether such a run belongs into a set for which nobody was named: if it says what no other one does. */
    static boolean belongIntoTheSet(ServerUnderTest server, Scenario scenario) {
        LoadPlan load = scenario.load();
        String name = server.contestant().name();
        boolean isSilent = load.kind() == LoadPlan.Kind.CROWD;
        boolean isOneLine = load.kind() == LoadPlan.Kind.CLOSED_LOOP && load.rooms() * load.inFlight() == 1;
        boolean isForStalled = scenario.name().equals(Scenarios.SLOW_READERS);
        return server.takesPartIn(scenario)
                && !(isForStalled && LIKE_OTHERS_WITH_STALLED_READERS.contains(name))
                && !(isSilent && LIKE_OTHERS_IN_SILENCE.contains(name))
                && !(isOneLine && LIKE_OTHERS_WITH_ONE_LINE.contains(name));
    }

    /** Those of the short set. */
    static ImmutableList<ServerUnderTest> quick() {
        return ALL.stream()
                .filter(server -> QUICK.contains(server.contestant().name()))
                .collect(ImmutableList.toImmutableList());
    }
}
