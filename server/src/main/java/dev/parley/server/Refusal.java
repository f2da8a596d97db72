package dev.parley.server;

import dev.parley.api.CloseReason.LimitReached;

/** Why somebody cannot come in, cannot have a name, or cannot stay. */
sealed interface Refusal {
    /** One sentence for people. */
    String why();

    /** He may try again. */
    record TryAgain(String why) implements Refusal {}

    /** He is sent away. */
    record OverLimit(String why, LimitReached limit) implements Refusal {
        OverLimit(String why, String limit) {
            this(why, new LimitReached(limit));
        }
    }
}
