package dev.parley.server;

import java.time.Duration;

/** Numbers and reasons as people say them. */
final class Words {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** In the largest unit that leaves no rest: {@code 1 minute}, {@code 90 seconds}. */
    static String of(Duration time) {
        if (time.toNanos() % Duration.ofMinutes(1).toNanos() == 0) {
            return count(time.toMinutes(), "minute");
        }
        return time.toMillis() % 1000 == 0 ? count(time.toSeconds(), "second") : count(time.toMillis(), "millisecond");
    }

    /** The same for time that is running out, which has too many digits for that: rounded up, in the largest unit of which there are two. */
    static String about(Duration time) {
        long seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
        if (seconds < 2 * MINUTE) {
            return count(seconds, "second");
        }
        if (seconds < 2 * HOUR) {
            return count(Math.ceilDiv(seconds, MINUTE), "minute");
        }
        return seconds < 2 * DAY ? count(Math.ceilDiv(seconds, HOUR), "hour") : count(Math.ceilDiv(seconds, DAY), "day");
    }

    /** What follows a deed: nothing without a reason, else {@code : spam}. */
    static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** The same for what may be a fraction: {@code 1 line}, {@code 0.02 lines}. */
    static String count(double count, String what) {
        return count == (long) count ? count((long) count, what) : count + " " + what + "s";
    }
}
