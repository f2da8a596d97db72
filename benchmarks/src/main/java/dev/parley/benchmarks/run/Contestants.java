package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.yardstick.Yardsticks;

/** Everybody who can take part, in the order in which reports show them. */
public final class Contestants {
    /** Two at least, or it would not be another contestant; and one is left to the generator where there are more. */
    private static final int MANY = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);

    private static final ParleyServer NIO = new ParleyServer("nio", "Parley on NIO, one event loop", "nio", 1, 1);
    private static final ParleyServer VIRTUAL =
            new ParleyServer("virtual", "Parley on blocking virtual threads", "virtual", 0, 1);

    private static final ImmutableList<ServerUnderTest> ALL = ImmutableList.<ServerUnderTest>builder()
            .add(NIO)
            .add(new ParleyServer("nio-many", "Parley on NIO, " + MANY + " event loops on as many cores", "nio", MANY, MANY))
            .add(VIRTUAL)
            .add(new ParleyServer("platform", "Parley on blocking platform threads", "platform", 0, 1))
            .add(new ParleyWithLimits(NIO))
            .add(new ParleyWithTls(NIO), new ParleyWithTls(VIRTUAL))
            .addAll(Yardsticks.all())
            .build();

    /** Who gives a newcomer a picture in two minutes. */
    private static final ImmutableSet<String> QUICK =
            ImmutableSet.of("nio", "virtual", "netty-batch", "netty-epoll", "c-floor");

    /** Until somebody talks, these are what {@code nio}, {@code netty-epoll} and {@code netty-nio} are; at the door, too. */
    private static final ImmutableSet<String> LIKE_OTHERS_IN_SILENCE =
            ImmutableSet.of("nio-many", "netty-batch", "netty-example");

    /** A session costs there what it costs in {@code idle-crowd}; it is the rooms that are of interest. */
    private static final ImmutableSet<String> LIKE_A_CROWD_IN_SILENT_ROOMS = ImmutableSet.<String>builder()
            .addAll(LIKE_OTHERS_IN_SILENCE)
            .add("platform", "queue-per-session", "netty-nio", "redis", "nats")
            .build();

    /** While lines come one by one, these are what {@code nio} and {@code netty-nio} are. */
    private static final ImmutableSet<String> LIKE_OTHERS_WITH_ONE_LINE = ImmutableSet.of("nio-many", "netty-example");

    /** With two who listen, a write for each of them apart costs little, and this is nearly what {@code netty-nio} is. */
    private static final ImmutableSet<String> LIKE_OTHERS_IN_SMALL_ROOMS = ImmutableSet.of("netty-example");

    /** One core holds the rate, so a second one changes nothing; and {@code netty-example} is far from holding it. */
    private static final ImmutableSet<String> NOT_AT_A_FIXED_RATE = ImmutableSet.of("nio-many", "netty-example", "ngircd");

    /** While some do not read, time is worth more for the others: runs are long there. */
    private static final ImmutableSet<String> NOT_WITH_STALLED_READERS = ImmutableSet.<String>builder()
            .addAll(NOT_AT_A_FIXED_RATE)
            .add("platform", "queue-per-session", "netty-batch", "netty-nio", "redis", "nats")
            .build();

    /** What they cost against others is known from {@code broadcast}. */
    private static final ImmutableSet<String> NOT_WHERE_ALL_TALK = ImmutableSet.of("nio-limits", "nio-tls", "virtual-tls", "ngircd");

    private Contestants() {}

    public static ImmutableList<ServerUnderTest> all() {
        return ALL;
    }

    /** Whether such a run belongs into a set for which nobody was named: if it says what no other one does. */
    static boolean belongIntoTheSet(ServerUnderTest server, Scenario scenario) {
        return server.takesPartIn(scenario)
                && !spared(scenario).contains(server.contestant().name());
    }

    private static ImmutableSet<String> spared(Scenario scenario) {
        LoadPlan load = scenario.load();
        return switch (load.kind()) {
            case CROWD -> load.rooms() == 1 ? LIKE_OTHERS_IN_SILENCE : LIKE_A_CROWD_IN_SILENT_ROOMS;
            case STORM -> LIKE_OTHERS_IN_SILENCE;
            case CLOSED_LOOP -> sparedWhileTheyTalk(load);
            case OPEN_LOOP -> scenario.name().equals(Scenarios.SLOW_READERS) ? NOT_WITH_STALLED_READERS : NOT_AT_A_FIXED_RATE;
            case VERIFY -> ImmutableSet.of();
        };
    }

    private static ImmutableSet<String> sparedWhileTheyTalk(LoadPlan load) {
        if (load.rooms() > 1) {
            return LIKE_OTHERS_IN_SMALL_ROOMS;
        } else if (load.inFlight() == 1) {
            return LIKE_OTHERS_WITH_ONE_LINE;
        } else {
            return load.writers() == load.members() ? NOT_WHERE_ALL_TALK : ImmutableSet.of();
        }
    }

    /** Those of the short set. */
    static ImmutableList<ServerUnderTest> quick() {
        return ALL.stream()
                .filter(server -> QUICK.contains(server.contestant().name()))
                .collect(ImmutableList.toImmutableList());
    }
}
