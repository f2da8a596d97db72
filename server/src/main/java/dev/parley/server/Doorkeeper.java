package dev.parley.server;

import dev.parley.server.Refusal.OverLimit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts who is inside, and from where, and says who may come in: sessions, or connections in their handshakes. Thread: any.
 *
 * <p>Memory: one entry for each address that has sessions, and for at most {@value #MAX_RECENT} more that had some a moment
 * ago; when there are more of those, the one that has been gone for longest is forgotten, and may come again as if it had
 * never been here.
 */
final class Doorkeeper {
    static final int MAX_RECENT = 10_000;

    private static final class Visits {
        private final @Nullable TokenBucket connects;
        private int open;

        Visits(Rate rate, long now) {
            connects = rate.isLimited() ? new TokenBucket(rate, now) : null;
        }

        boolean mayConnect(long now) {
            return connects == null || connects.tryTake(now);
        }

        boolean isForgettable(long now) {
            return open == 0 && (connects == null || connects.isFull(now));
        }
    }

    private final Limits limits;
    private final boolean caresForOrigins;
    private final OverLimit full;
    private final OverLimit tooManyFromThere;
    private final OverLimit tooOftenFromThere;

    // Guarded by this.
    private int sessions;
    private final Map<Origin, Visits> inside = new HashMap<>();
    private final Map<Origin, Visits> recent = new LinkedHashMap<>();

    /** @param what one of those it counts is called */
    Doorkeeper(Limits limits, String what) {
        this.limits = limits;
        caresForOrigins = limits.maxSessionsPerAddress() > 0 || limits.connects().isLimited();
        // Made once: in a flood they are all that most get.
        String most = Words.count(limits.maxSessions(), what);
        full = new OverLimit("The server is full: it takes " + most + ".", most);
        String mostFromThere = Words.count(limits.maxSessionsPerAddress(), what);
        tooManyFromThere = new OverLimit(
                "From your address come " + mostFromThere + " already, which is the most.",
                mostFromThere + " from one address");
        tooOftenFromThere = new OverLimit(
                "Too many new " + what + "s come from your address. Try again in a moment.",
                Words.count(limits.connects().perSecond(), "new " + what) + " a second from one address");
    }

    /** Lets somebody in, who then counts until he {@linkplain #leave leaves}; or says why not. */
    synchronized @Nullable OverLimit admit(@Nullable Origin origin, long now) {
        if (Limits.isReached(limits.maxSessions(), sessions)) {
            return full;
        }
        OverLimit refusal = origin == null || !caresForOrigins ? null : admitFrom(origin, now);
        if (refusal == null) {
            sessions++;
        }
        return refusal;
    }

    synchronized void leave(@Nullable Origin origin, long now) {
        sessions--;
        if (origin == null) {
            return;
        }
        Visits visits = inside.get(origin);
        if (visits != null && --visits.open == 0) {
            inside.remove(origin);
            remember(origin, visits, now);
        }
    }

    /** Guarded by this. */
    private @Nullable OverLimit admitFrom(Origin origin, long now) {
        Visits visits = inside.get(origin);
        if (visits == null) {
            visits = recent.remove(origin);
        }
        if (visits == null) {
            visits = new Visits(limits.connects(), now);
        }
        OverLimit refusal = refusalOf(visits, now);
        if (refusal == null) {
            visits.open++;
            inside.put(origin, visits);
        } else if (visits.open == 0) {
            remember(origin, visits, now);
        }
        return refusal;
    }

    private @Nullable OverLimit refusalOf(Visits visits, long now) {
        if (Limits.isReached(limits.maxSessionsPerAddress(), visits.open)) {
            return tooManyFromThere;
        }
        return visits.mayConnect(now) ? null : tooOftenFromThere;
    }

    /** Guarded by this. */
    private void remember(Origin origin, Visits visits, long now) {
        if (!visits.isForgettable(now)) {
            recent.put(origin, visits);
        }
        Iterator<Visits> eldest = recent.values().iterator();
        while (eldest.hasNext() && (eldest.next().isForgettable(now) || recent.size() > MAX_RECENT)) {
            eldest.remove();
        }
    }

    /** How many addresses it knows of. */
    synchronized int knownOrigins() {
        return inside.size() + recent.size();
    }
}
