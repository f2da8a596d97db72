package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.wire.Outbox;
import org.jspecify.annotations.Nullable;

/** A member's place in a room: his name, what his lines begin with, where the others' lines go, and whose it is. */
final class Seat {
    final String name;
    final byte[] prefix;
    final Outbox outbox;

    /** Null for a program. */
    final @Nullable Guest guest;

    /** Null for a guest. */
    final @Nullable ProgramMember program;

    /** Whether an operator may have muted him: somebody has to look. */
    volatile boolean mayBeMuted;

    Seat(String name, Outbox outbox, Guest guest) {
        this(name, outbox, guest, null);
    }

    Seat(String name, Outbox outbox, ProgramMember program) {
        this(name, outbox, null, program);
    }

    private Seat(String name, Outbox outbox, @Nullable Guest guest, @Nullable ProgramMember program) {
        this.name = name;
        this.prefix = ("<" + name + "> ").getBytes(UTF_8);
        this.outbox = outbox;
        this.guest = guest;
        this.program = program;
    }
}
