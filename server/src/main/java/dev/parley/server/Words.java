package dev.parley.server;

import java.time.Duration;

/** Numbers as people say them. */
final class Words {
    private Words() {}

    /** In the largest unit that leaves no rest: {@code 1 minute}, {@code 90 seconds}. */
    static String of(Duration time) {
        if (time.toNanos() % Duration.ofMinutes(1).toNanos() == 0) {
            return count(time.toMinutes(), "minute");
        }
        return time.toMillis() % 1000 == 0 ? count(time.toSeconds(), "second") : count(time.toMillis(), "millisecond");
    }

    static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
