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
    private final Set<String> known = new HashSet<>();

    /** @param transcriptBytes how much the room keeps; half of it is much to have waiting */
    Laggards(int transcriptBytes) {
        lagging = transcriptBytes / 2;
        caughtUp = transcriptBytes / 4;
    }

    boolean areKnown() {
        return !known.isEmpty();
    }

    /** Those who were not among them before. */
    List<Backlog> among(List<Backlog> everybody) {
        known.retainAll(everybody.stream()
                .filter(member -> member.bytesWaiting() > caughtUp)
                .map(Backlog::name)
                .collect(ImmutableSet.toImmutableSet()));
        return everybody.stream()
                .filter(member -> member.bytesWaiting() > lagging && known.add(member.name()))
                .collect(ImmutableList.toImmutableList());
    }
}
