package dev.parley.benchmarks.load;

/**
 * What the generator is to do with one server.
 *
 * @param kind how lines are said
 * @param rooms how many rooms there are, at least 1
 * @param members how many members each has
 * @param writers how many of them speak
 * @param sleepers how many of them never read
 * @param inFlight closed loop: how many lines of a room may be on their way at once
 * @param linesPerSecond open loop: how many lines are due, over all rooms
 * @param warmUpSeconds how long it talks before the timed part
 * @param seconds how long the timed part is
 * @param baseMembers crowd: how many are there when memory is first measured
 */
public record LoadPlan(
        Kind kind,
        int rooms,
        int members,
        int writers,
        int sleepers,
        int inFlight,
        int linesPerSecond,
        double warmUpSeconds,
        double seconds,
        int baseMembers) {

    /** How many sessions a generator can hold: 20,000 files open a process is a usual bound, and it needs some for other things. */
    public static final int MAX_SESSIONS = 19_500;

    /** Whether several people talk in one room, as fast as they can: there the price of a line, and of a delivery, shows. */
    public boolean isTalkInOneRoom() {
        return kind == Kind.CLOSED_LOOP && rooms == 1 && writers > 1;
    }

    /** How lines are said. */
    public enum Kind {
        /** As many as are taken: finds a maximum, says nothing about latency. */
        CLOSED_LOOP,
        /** Each at a fixed time, whatever became of those before: for latency. */
        OPEN_LOOP,
        /** Closed loop, each delivery compared byte by byte. */
        VERIFY,
        /** Nobody says anything: memory is measured. */
        CROWD,
        /** As many joins as are taken. */
        STORM;

        boolean measuresHeap() {
            return this != VERIFY && this != STORM;
        }
    }
}
