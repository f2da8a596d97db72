package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.load.LoadPlan.Kind;
import java.util.List;
import java.util.Locale;

/** Everything that can be asked of a server; {@code docs/benchmarks.md} says what each is for. */
final class Scenarios {
    static final String SLOW_READERS = "slow-readers";

    private static final int STORM_AT_ONCE = 256;

    private static final ImmutableList<Shape> ALL = ImmutableList.of(
            new Shape("broadcast", closedLoop(1, 100, 10, 1024)),
            new Shape("broadcast", closedLoop(1, 1000, 1, 1)),
            new Shape("all-to-all", closedLoop(1, 100, 100, 1024)),
            new Shape("many-rooms", closedLoop(5000, 3, 3, 1)),
            new Shape("many-rooms", crowd(5000, 3, 3000)),
            new Shape("idle-crowd", crowd(1, 18_000, 2000)),
            new Shape(SLOW_READERS, openLoop(1000, 10, 0, 100)),
            new Shape(SLOW_READERS, openLoop(1000, 10, 100, 100)),
            new Shape("connect-storm", new LoadPlan(Kind.STORM, 1, 2000, 1, 0, STORM_AT_ONCE, 0, 0, 0, 0)),
            new Shape("latency", openLoop(100, 10, 0, 2000)));

    private static final ImmutableList<Shape> QUICK = ImmutableList.of(
            new Shape("broadcast", closedLoop(1, 100, 10, 1024)),
            new Shape("latency", openLoop(100, 10, 0, 1000)),
            new Shape("idle-crowd", crowd(1, 4000, 1000)));

    private Scenarios() {}

    /** A scenario before the settings are known. */
    private record Shape(String name, LoadPlan plan) {
        Scenario with(Settings settings) {
            LoadPlan load = settings.apply(plan);
            return new Scenario(name, variant(load), load);
        }
    }

    private static LoadPlan closedLoop(int rooms, int members, int writers, int inFlight) {
        return new LoadPlan(Kind.CLOSED_LOOP, rooms, members, writers, 0, inFlight, 0, 0, 0, 0);
    }

    private static LoadPlan openLoop(int members, int writers, int sleepers, int linesPerSecond) {
        return new LoadPlan(Kind.OPEN_LOOP, 1, members, writers, sleepers, 64, linesPerSecond, 0, 0, 0);
    }

    private static LoadPlan crowd(int rooms, int members, int baseMembers) {
        return new LoadPlan(Kind.CROWD, rooms, members, 1, 0, 1, 0, 0, 0, baseMembers);
    }

    static ImmutableSet<String> names() {
        return ALL.stream().map(Shape::name).collect(ImmutableSet.toImmutableSet());
    }

    /** The scenarios of those names, all of them if there are none, in this class's order. */
    static ImmutableList<Scenario> chosen(List<String> names, Settings settings) {
        return (settings.quick() && names.isEmpty() ? QUICK : ALL)
                .stream()
                        .filter(shape -> names.isEmpty() || names.contains(shape.name()))
                        .map(shape -> shape.with(settings))
                        .collect(ImmutableList.toImmutableList());
    }

    /** What has to be passed before anything is timed. */
    static LoadPlan verification(boolean manyRooms) {
        return manyRooms
                ? new LoadPlan(Kind.VERIFY, 50, 4, 4, 0, 16, 0, 0, 3, 0)
                : new LoadPlan(Kind.VERIFY, 1, 20, 20, 0, 256, 0, 0, 3, 0);
    }

    /** The parameters in words. */
    private static String variant(LoadPlan plan) {
        String people = plan.rooms() == 1
                ? count(plan.members(), "member")
                : count(plan.rooms(), "room") + " of " + plan.members();
        String writers = ", " + count(plan.writers(), "writer") + (plan.rooms() == 1 ? "" : " each");
        return switch (plan.kind()) {
            case CLOSED_LOOP, VERIFY -> people + writers + ", " + count(plan.inFlight(), "line") + " in flight"
                    + (plan.rooms() == 1 ? "" : " in each") + " (closed loop)";
            case OPEN_LOOP -> people + writers
                    + (plan.sleepers() == 0 ? "" : ", " + number(plan.sleepers()) + " never read")
                    + ", " + count(plan.linesPerSecond(), "line") + " a second (open loop)";
            case CROWD -> people + ", silent";
            case STORM -> "waves of " + number(plan.members()) + ", " + number(plan.inFlight()) + " at once";
        };
    }

    private static String count(int count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
