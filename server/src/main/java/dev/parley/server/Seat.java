package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.wire.Outbox;
import org.jspecify.annotations.Nullable;

/** A member's place in a room: his name, what his lines begin with, and where the others' lines go. */
final class Seat {
    final String name;
    final byte[] prefix;
    final Outbox outbox;

    /** Null for a guest. */
    final @Nullable ProgramMember program;

    Seat(String name, Outbox outbox) {
        this(name, outbox, null);
    }

    Seat(String name, Outbox outbox, @Nullable ProgramMember program) {
        this.name = name;
        this.program = program;
        this.prefix = ("<" + name + "> ").getBytes(UTF_8);
        this.outbox = outbox;
    }
}
