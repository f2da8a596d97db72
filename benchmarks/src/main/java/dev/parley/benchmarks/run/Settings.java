package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.LoadPlan;
import org.jspecify.annotations.Nullable;

/**
 * How a set of runs is made; null where the scenario's own value stands.
 *
 * @param quick whether it is the short set
 * @param rounds how often everything is measured
 * @param warmUpSeconds before each timed part; three times that in an open loop, unless it is the short set
 * @param seconds of each timed part; twice that in an open loop, unless it is the short set
 * @param members of each room
 * @param writers of each room
 * @param inFlight lines of each room that may be on their way in a closed loop
 * @param rate lines that are due a second in an open loop
 */
record Settings(
        boolean quick,
        int rounds,
        double warmUpSeconds,
        double seconds,
        @Nullable Integer members,
        @Nullable Integer writers,
        @Nullable Integer inFlight,
        @Nullable Integer rate) {

    /**
     * Latency shows what throughput hides, a compiler that still takes the server's core, or the generator's: after one second the 99th
     * percentile was three to five times what it was after six. The short set has no time for that.
     */
    private static final double OPEN_LOOP_WARM_UPS = 3;

    /** Fewer lines are said in an open loop, and a percentile wants many. */
    private static final double OPEN_LOOP_LENGTHS = 2;

    static Settings defaults() {
        return new Settings(false, 3, 1, 1.5, null, null, null, null);
    }

    static Settings shortSet() {
        return new Settings(true, 2, 0.7, 1, null, null, null, null);
    }

    LoadPlan apply(LoadPlan plan) {
        int allMembers = members == null ? plan.members() : members;
        boolean isLongOne = plan.kind() == LoadPlan.Kind.OPEN_LOOP && !quick;
        int sleepers = (int) ((long) plan.sleepers() * allMembers / plan.members());
        return new LoadPlan(
                plan.kind(),
                plan.rooms(),
                allMembers,
                Math.min(writers == null ? plan.writers() : writers, allMembers - sleepers),
                sleepers,
                inFlight == null ? plan.inFlight() : inFlight,
                rate == null ? plan.linesPerSecond() : rate,
                isLongOne ? OPEN_LOOP_WARM_UPS * warmUpSeconds : warmUpSeconds,
                isLongOne ? OPEN_LOOP_LENGTHS * seconds : seconds,
                (int) ((long) plan.baseMembers() * allMembers / plan.members()));
    }
}
