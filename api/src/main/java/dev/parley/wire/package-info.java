/**
 * The raw text protocol as building blocks, without threads, clocks or sockets.
 *
 * <p>Inwards, {@link dev.parley.wire.LineCutter} turns bytes into lines. Outwards, a room appends each line once to its
 * {@link dev.parley.wire.Transcript}; every session's {@link dev.parley.wire.Outbox} is a cursor into it and is written
 * to a channel straight from there.
 *
 * <p><b>Lock order:</b> a transcript, then an outbox, then the segment pool or a block of it. No lock is held across I/O, across a call to an
 * executor or across a call into the program.
 */
@NullMarked
package dev.parley.wire;

import org.jspecify.annotations.NullMarked;
