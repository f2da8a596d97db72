package dev.parley.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who of a room reads slowly, so that each is told of once. Thread: one at a time. */
final class Laggards {
    private final long lagging;
    private final long caughtUp;
    private final Set<Seat> known = new HashSet<>();

    /** @param transcriptBytes how much the room keeps; a quarter of it is much to have waiting */
    Laggards(int transcriptBytes) {
        lagging = transcriptBytes / 4;
        caughtUp = transcriptBytes / 8;
    }

    boolean areKnown() {
        return !known.isEmpty();
    }

    /** Those who were not among them before. Only their lines are counted, which takes longer than to see how many bytes wait. */
    List<Backlog> among(List<Seat> everybody) {
        known.retainAll(everybody.stream()
                .filter(seat -> seat.outbox.waitingBytes() > caughtUp)
                .collect(ImmutableSet.toImmutableSet()));
        return everybody.stream()
                .filter(seat -> seat.outbox.waitingBytes() > lagging && known.add(seat))
                .map(Backlog::of)
                .collect(ImmutableList.toImmutableList());
    }
}
