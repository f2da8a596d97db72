package dev.parley.trials;

import java.time.Duration;
import java.util.Locale;

/** What a {@link HostileGuest} does, and how often. */
enum Hostility {
    /** Connects, and says nothing. */
    SILENT(100),
    /** Says a name that never ends, byte by byte. */
    HALF_NAMED(100),
    /** Says lines as fast as the server takes them. */
    FLOODING(20),
    /** Sends control bytes, bad UTF-8, endless lines, and what looks like the lines of others. */
    GARBAGE(20),
    /** Is in the room, asks for answers, and reads nothing. */
    NOT_READING(200),
    /** Breaks the connection in the middle of a line, and comes again. */
    RESETTING(200),
    /** Sends no more, and stays; comes again when the server has hung up. */
    HALF_CLOSED(1000);

    private final Duration every;

    Hostility(int everyMillis) {
        this.every = Duration.ofMillis(everyMillis);
    }

    Duration every() {
        return every;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
