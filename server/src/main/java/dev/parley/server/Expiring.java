package dev.parley.server;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Things that hold for a time, by what they hold for. Whoever only looks pays nothing as long as there are none. Thread: any. Memory: at
 * most {@value #MAX} of them.
 */
final class Expiring<V> {
    static final int MAX = 10_000;

    private final String what;
    private final BiPredicate<V, Instant> isOver;

    /** In the order of their coming; guarded by this. */
    private final Map<Object, V> values = new LinkedHashMap<>();

    private volatile boolean empty = true;

    /** {@code what} is how people call many of them. */
    Expiring(String what, BiPredicate<V, Instant> isOver) {
        this.what = what;
        this.isOver = isOver;
    }

    /** @throws IllegalStateException if there are as many as there may be */
    synchronized void put(Object key, V value, Instant now) {
        if (values.size() >= MAX && !values.containsKey(key)) {
            values.values().removeIf(old -> isOver.test(old, now));
            if (values.size() >= MAX) {
                throw new IllegalStateException("there are " + MAX + " " + what + " already, which is the most; lift some first");
            }
        }
        values.put(key, value);
        empty = false;
    }

    @Nullable V get(Object key, Instant now) {
        return empty ? null : getOneOf(key, now);
    }

    private synchronized @Nullable V getOneOf(Object key, Instant now) {
        V value = values.get(key);
        if (value != null && isOver.test(value, now)) {
            remove(key);
            return null;
        }
        return value;
    }

    /** What is removed; null if there is none. */
    synchronized @Nullable V remove(Object key) {
        V removed = values.remove(key);
        empty = values.isEmpty();
        return removed;
    }

    synchronized List<V> all(Instant now) {
        values.values().removeIf(old -> isOver.test(old, now));
        empty = values.isEmpty();
        return ImmutableList.copyOf(values.values());
    }
}
