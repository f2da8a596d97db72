package dev.parley.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hostile guests of every kind, in equal parts. One thread acts for all, from the start to the close. */
final class HostileCrowd implements AutoCloseable {
    private static final Duration TO_LEAVE = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofMillis(10);

    private final List<HostileGuest> guests = new ArrayList<>();
    private final Map<Hostility, Integer> counts = new EnumMap<>(Hostility.class);
    private final HostileGuest.Deeds deeds = new HostileGuest.Deeds();
    private final Thread thread;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    private HostileCrowd(InetSocketAddress server, int count, long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        Hostility[] kinds = Hostility.values();
        for (int i = 0; i < count; i++) {
            Hostility kind = kinds[i % kinds.length];
            guests.add(new HostileGuest(kind, i, server, dice.split(), deeds));
            counts.merge(kind, 1, Integer::sum);
        }
        thread = Thread.ofPlatform().name("hostile").start(this::run);
    }

    static HostileCrowd start(InetSocketAddress server, int count, long seed) {
        return new HostileCrowd(server, count, seed);
    }

    private void run() {
        try {
            while (!over) {
                guests.forEach(HostileGuest::act);
                LockSupport.parkNanos(TURN.toNanos());
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            guests.forEach(HostileGuest::leave);
        }
    }

    /** How many of each kind there are. */
    String kinds() {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().words())
                .collect(Collectors.joining(", "));
    }

    /** Ends it; then what they did can be told. Fails if they could not go on to the end. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join(TO_LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null || thread.isAlive()) {
            throw new AssertionError("the hostile ones did not go on to the end", failure);
        }
        assertThat(deeds.connects).as("how often they have connected").isGreaterThanOrEqualTo(guests.size());
    }

    /** After the close. */
    String deeds() {
        return deeds.toString();
    }
}
