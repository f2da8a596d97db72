package dev.parley.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may not come in. Immutable.
 *
 * @param target a name, or an address; for IPv6, a network of 64 bits
 * @param until when it ends; null: never
 * @param by who said so, for people
 * @param reason why, for people; may be empty
 */
public record Ban(String target, @Nullable Instant until, String by, String reason) {

    /**
     * The same, of which the target is known to be one.
     *
     * @throws IllegalArgumentException if it is neither an address nor a name, in one sentence for people
     */
    public static Ban checked(String target, @Nullable Instant until, String by, String reason) {
        return new Ban(BanTarget.parse(target).text(), until, by, reason);
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
