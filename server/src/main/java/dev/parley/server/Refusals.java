package dev.parley.server;

import dev.parley.api.CloseReason.LimitReached;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the log who was over a limit: the first time in a minute at once, and how often it was at the minute's end. So that a
 * flood of guests never becomes a flood of lines, only so many addresses a minute are told by name. Thread: any.
 */
final class Refusals {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    static final int MAX_ADDRESSES = 100;

    private final Consumer<String> log;

    // Guarded by this.
    private final Map<Object, Integer> more = new LinkedHashMap<>();
    private int moreFromOthers;
    private long minuteEnds;

    /** {@code log} takes one line at a time, from any thread. */
    Refusals(Consumer<String> log) {
        this.log = log;
    }

    void note(SocketAddress peer, LimitReached limit, long now) {
        look(now);
        Origin origin = Origin.of(peer);
        Object who = origin == null ? peer : origin;
        if (isNews(who, now)) {
            log.accept(who + " is over a limit: " + limit.limit());
        }
    }

    private synchronized boolean isNews(Object who, long now) {
        if (more.isEmpty()) {
            minuteEnds = now + MINUTE;
        }
        if (more.computeIfPresent(who, (_, count) -> count + 1) != null) {
            return false;
        }
        if (more.size() == MAX_ADDRESSES) {
            moreFromOthers++;
            return false;
        }
        more.put(who, 0);
        return true;
    }

    /** To be called now and then: a minute may be over. */
    void look(long now) {
        takeSums(now).forEach(log);
    }

    private synchronized List<String> takeSums(long now) {
        if (more.isEmpty() || now - minuteEnds < 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        more.forEach((who, count) -> {
            if (count > 0) {
                lines.add(who + " was over a limit, and " + count + " more times within a minute");
            }
        });
        if (moreFromOthers > 0) {
            lines.add("Other addresses were over a limit " + moreFromOthers + " times within a minute");
        }
        more.clear();
        moreFromOthers = 0;
        return lines;
    }
}
