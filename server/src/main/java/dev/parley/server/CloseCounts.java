package dev.parley.server;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.parley.api.CloseReason;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How many sessions have ended for which reason. Thread: any. */
final class CloseCounts {
    private final ImmutableMap<Class<? extends CloseReason>, LongAdder> counts =
            Stream.of(CloseReason.class.getPermittedSubclasses())
                    .collect(ImmutableMap.toImmutableMap(kind -> kind.asSubclass(CloseReason.class), _ -> new LongAdder()));

    void count(CloseReason reason) {
        LongAdder count = counts.get(reason.getClass());
        if (count != null) {
            count.increment();
        }
    }

    Map<Class<? extends CloseReason>, Long> now() {
        return ImmutableMap.copyOf(Maps.transformValues(counts, LongAdder::sum));
    }
}
