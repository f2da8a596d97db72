package dev.parley.server;

/**
 * What a member of a room still has to be sent: about, while others go on talking.
 *
 * @param bytesWaiting all of it, private lines and what he will skip included
 * @param linesBehind the others' lines that are kept for him
 */
public record Backlog(String name, long bytesWaiting, long linesBehind) {
    static Backlog of(Seat seat) {
        return new Backlog(seat.name, seat.outbox.waitingBytes(), seat.outbox.waitingLines());
    }
}
