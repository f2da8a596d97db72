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
        private @Nullable TokenBucket connects;
        private int open;

        Visits(Rate rate, long now) {
            limit(rate, now);
        }

        void limit(Rate rate, long now) {
            connects = rate.isLimited() ? new TokenBucket(rate, now) : null;
        }

        boolean mayConnect(long now) {
            return connects == null || connects.tryTake(now);
        }

        boolean isForgettable(long now) {
            return open == 0 && (connects == null || connects.isFull(now));
        }
    }

    /** What holds now, and what those are told who are over it: made once, since in a flood that is all that most get. */
    private record Terms(Limits limits, OverLimit full, OverLimit tooManyFromThere, OverLimit tooOftenFromThere) {
        static Terms of(Limits limits, String what) {
            String most = Words.count(limits.maxSessions(), what);
            String mostFromThere = Words.count(limits.maxSessionsPerAddress(), what);
            return new Terms(
                    limits,
                    new OverLimit("The server is full: it takes " + most + ".", most),
                    new OverLimit(
                            "From your address come " + mostFromThere + " already, which is the most.",
                            mostFromThere + " from one address"),
                    new OverLimit(
                            "Too many new " + what + "s come from your address. Try again in a moment.",
                            Words.count(limits.connects().perSecond(), "new " + what) + " a second from one address"));
        }
    }

    private final String what;

    // Guarded by this.
    private Terms terms;
    private int sessions;
    private final Map<Origin, Visits> inside = new HashMap<>();
    private final Map<Origin, Visits> recent = new LinkedHashMap<>();

    /** @param what one of those it counts is called */
    Doorkeeper(Limits limits, String what) {
        this.what = what;
        this.terms = Terms.of(limits, what);
    }

    /** From now on these hold. Nobody is sent away who is inside; how often each address has come is forgotten. */
    synchronized void change(Limits limits, long now) {
        terms = Terms.of(limits, what);
        recent.clear();
        inside.values().forEach(visits -> visits.limit(limits.connects(), now));
    }

    /** Lets somebody in, who then counts until he {@linkplain #leave leaves}; or says why not. */
    synchronized @Nullable OverLimit admit(@Nullable Origin origin, long now) {
        if (Limits.isReached(terms.limits.maxSessions(), sessions)) {
            return terms.full;
        }
        OverLimit refusal = origin == null ? null : admitFrom(origin, now);
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
            visits = new Visits(terms.limits.connects(), now);
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
        if (Limits.isReached(terms.limits.maxSessionsPerAddress(), visits.open)) {
            return terms.tooManyFromThere;
        }
        return visits.mayConnect(now) ? null : terms.tooOftenFromThere;
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
