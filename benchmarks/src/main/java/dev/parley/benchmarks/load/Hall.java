package dev.parley.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** A room as the generator sees it: who speaks, who listens, and how far the slowest listener is. Thread: the generator's. */
final class Hall {
    final String name;
    final List<Member> speakers = new ArrayList<>();
    final List<Member> listeners = new ArrayList<>();

    /** How many lines were said in it since it settled. */
    long said;

    /** Whether it waits for a closed loop to look at it. */
    boolean touched;

    private int next;

    Hall(String name) {
        this.name = name;
    }

    Member nextSpeaker() {
        Member speaker = speakers.get(next);
        next = next + 1 == speakers.size() ? 0 : next + 1;
        return speaker;
    }

    /** How many of its lines are still on their way to somebody. */
    long outstanding() {
        long slowest = Long.MAX_VALUE;
        int lineBytes = speakers.getFirst().form().deliveredBytes();
        for (Member listener : listeners) {
            // His own lines do not come back to him.
            slowest = Math.min(slowest, listener.heardBytes + (long) listener.said * lineBytes);
        }
        return said - slowest / lineBytes;
    }

    /** How many hear each line. */
    int audience() {
        return listeners.contains(speakers.getFirst()) ? listeners.size() - 1 : listeners.size();
    }
}
