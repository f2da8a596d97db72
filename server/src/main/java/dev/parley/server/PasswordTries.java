package dev.parley.server;

import dev.parley.server.Refusal.OverLimit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong passwords by address. Those that are right cost nothing, so that a school behind one address can come in together. Many
 * that are given at once may go over the rate; then that address owes time, so the rate is exact in the long run. Thread: any.
 *
 * <p>Memory: at most {@value #MAX_ADDRESSES} addresses; when there are more that owe something, the one that came first is forgotten.
 */
final class PasswordTries {
    static final int MAX_ADDRESSES = 10_000;

    private final int perMinute;
    private final OverLimit tooMany;

    /** By address, in the order of their first wrong one; guarded by this. */
    private final Map<Origin, TokenBucket> wrong = new LinkedHashMap<>();

    PasswordTries(int perMinute) {
        this.perMinute = perMinute;
        tooMany = new OverLimit(
                "Too many wrong passwords come from your address. Try again in a minute.",
                Words.count(perMinute, "wrong password") + " a minute from one address");
    }

    /** Null if somebody from there may give a password. */
    synchronized @Nullable OverLimit refusalOf(@Nullable Origin origin, long now) {
        TokenBucket bucket = origin == null ? null : wrong.get(origin);
        return bucket == null || bucket.hasOne(now) ? null : tooMany;
    }

    /** Somebody from there gave a wrong one. */
    synchronized void wasWrong(@Nullable Origin origin, long now) {
        if (origin == null || perMinute == 0) {
            return;
        }
        wrong.computeIfAbsent(origin, _ -> TokenBucket.ofAMinute(perMinute, now)).take(1, now);
        Iterator<TokenBucket> eldest = wrong.values().iterator();
        while (eldest.hasNext() && (eldest.next().isFull(now) || wrong.size() > MAX_ADDRESSES)) {
            eldest.remove();
        }
    }

    synchronized int knownAddresses() {
        return wrong.size();
    }
}
