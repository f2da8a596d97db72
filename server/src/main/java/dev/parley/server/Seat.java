package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.wire.Outbox;
import org.jspecify.annotations.Nullable;

/** A member's place in a room: his name, what his lines begin with, and where the others' lines go. */
final class Seat {
    final String name;
    final byte[] prefix;
    final Outbox outbox;

    /** Null for a program. */
    final @Nullable Guest guest;

    /** Whether an operator may have muted him: somebody has to look. */
    volatile boolean mayBeMuted;

    Seat(String name, Outbox outbox) {
        this(name, outbox, null);
    }

    Seat(String name, Outbox outbox, @Nullable Guest guest) {
        this.name = name;
        this.guest = guest;
        this.prefix = ("<" + name + "> ").getBytes(UTF_8);
        this.outbox = outbox;
    }
}
