package dev.parley.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings rooms to a point from which on every byte that arrives belongs to a line that was said: what servers tell about joins
 * is over when two members have said a line, and everybody has heard those of the others.
 */
final class Settling {
    /** Numbers that no other line has. */
    private static final int FIRST = -1;

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Crowd crowd;
    private final Dialect dialect;
    private final Halls halls;

    Settling(Crowd crowd, Dialect dialect, Halls halls) {
        this.crowd = crowd;
        this.dialect = dialect;
        this.halls = halls;
    }

    Ear ear() {
        return this::hear;
    }

    void settle() throws IOException {
        List<Member> waiting = new ArrayList<>();
        for (Hall hall : halls.all) {
            Member first = hall.speakers.getFirst();
            first.saySettling(FIRST);
            hall.listeners.stream().filter(listener -> !listener.equals(first)).forEach(waiting::add);
        }
        await(waiting, 1);
        if (dialect.separatesRoles()) {
            return;
        }
        for (Hall hall : halls.all) {
            hall.listeners.get(1).saySettling(FIRST - 1);
        }
        await(halls.all.stream().map(hall -> hall.listeners.getFirst()).toList(), 1);
        await(halls.all.stream().flatMap(hall -> hall.listeners.stream().skip(2)).toList(), 2);
    }

    private void await(List<Member> waiting, int lines) throws IOException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        List<Member> rest = waiting;
        while (!rest.isEmpty()) {
            crowd.turn(10);
            rest = rest.stream().filter(member -> member.settlingHeard < lines).toList();
            if (System.nanoTime() > end) {
                throw new LoadFailure(rest.size() + " members never heard the first line");
            }
        }
    }

    private void hear(Member member, ByteBuffer in) {
        int end = in.limit();
        int bytes = dialect.messageBytes(in);
        while (bytes > 0) {
            int next = in.position() + bytes;
            in.limit(next);
            if (dialect.isDelivery(in) && bytes == halls.deliveredBytes()) {
                int textAt = in.position() + halls.all.getFirst().speakers.getFirst().form().deliveredTextAt();
                if (LineForm.number(in, textAt) < 0) {
                    member.settlingHeard++;
                }
            }
            in.limit(end).position(next);
            bytes = dialect.messageBytes(in);
        }
    }
}
