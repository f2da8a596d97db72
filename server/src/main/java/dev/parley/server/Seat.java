package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.wire.Outbox;

/** A member's place in a room: his name, what his lines begin with, and where the others' lines go. */
final class Seat {
    final String name;
    final byte[] prefix;
    final Outbox outbox;

    Seat(String name, Outbox outbox) {
        this.name = name;
        this.prefix = ("<" + name + "> ").getBytes(UTF_8);
        this.outbox = outbox;
    }
}
