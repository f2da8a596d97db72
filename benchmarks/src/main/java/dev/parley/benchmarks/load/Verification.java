package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.benchmarks.load.Dialect.Role;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares every delivery with what was said: whole, byte by byte; each once; each speaker's in order; nobody's own; and at the
 * end, whether all members have heard all lines in one order.
 *
 * <p>That everything arrives is what {@link ClosedLoop#drain} waits for. Thread: the generator's.
 */
final class Verification {
    /** So many logs must be compared with all others to have every two speakers in one of them that is neither's. */
    private static final int REFERENCES = 3;

    private static final int LINES = 20_000;

    private final Dialect dialect;
    private final Halls halls;
    private final Map<Integer, Member> speakers = new HashMap<>();
    private final Map<Member, HeardLines> heard = new HashMap<>();

    Verification(Dialect dialect, Halls halls) {
        this.dialect = dialect;
        this.halls = halls;
        for (Hall hall : halls.all) {
            hall.speakers.forEach(speaker -> speakers.put(speaker.number, speaker));
            hall.listeners.forEach(listener -> heard.put(listener, new HeardLines()));
        }
    }

    Ear ear() {
        return this::hear;
    }

    long linesInEachHall() {
        return Math.max(1, LINES / halls.all.size());
    }

    private void hear(Member member, ByteBuffer in) {
        if (member.role == Role.SPEAKER) {
            in.position(in.limit());
            return;
        }
        int end = in.limit();
        int bytes = dialect.messageBytes(in);
        while (bytes > 0) {
            int next = in.position() + bytes;
            check(member, in.limit(next));
            in.limit(end).position(next);
            bytes = dialect.messageBytes(in);
        }
    }

    private void check(Member member, ByteBuffer message) {
        if (!dialect.isDelivery(message)) {
            if (!dialect.isAside(message)) {
                throw new LoadFailure(member.name + " received what nobody had said: " + text(message));
            }
            return;
        }
        LineForm form = halls.all.getFirst().speakers.getFirst().form();
        int textAt = message.position() + form.deliveredTextAt();
        boolean isLongEnough = message.remaining() == form.deliveredBytes();
        Member speaker = isLongEnough ? speakers.get(LineForm.speaker(message, textAt)) : null;
        int number = isLongEnough ? LineForm.number(message, textAt) : 0;
        if (speaker == null
                || !speaker.form().isDeliveredAs(message, number, ClosedLoop.timeOf(speaker.number, number))) {
            throw new LoadFailure(member.name + " received a line that is not whole: " + text(message));
        }
        check(member, speaker, number);
        member.heardBytes += message.remaining();
    }

    private void check(Member member, Member speaker, int number) {
        if (speaker.equals(member)) {
            throw new LoadFailure(member.name + " received a line of his own");
        }
        if (!speaker.hall.equals(member.hall)) {
            throw new LoadFailure(member.name + " received a line of another room, from " + speaker.name);
        }
        int expected = heardBy(member).next(speaker.number);
        if (number != expected) {
            throw new LoadFailure(member.name + " received line " + number + " of " + speaker.name
                    + (number < expected ? " twice, or too late" : " where line " + expected + " was due: lost, or too late"));
        }
        heardBy(member).add(speaker.number, number);
    }

    private HeardLines heardBy(Member member) {
        return heard.computeIfAbsent(member, _ -> new HeardLines());
    }

    /** Whether everybody has heard the lines of all others in the same order; to be called at the end. */
    void compareOrders() {
        if (!dialect.promisesOneOrder()) {
            return;
        }
        for (Hall hall : halls.all) {
            List<Member> references = hall.listeners.stream().limit(REFERENCES).toList();
            for (Member reference : references) {
                hall.listeners.forEach(listener -> compareOrders(reference, listener));
            }
        }
    }

    private void compareOrders(Member reference, Member listener) {
        long[] one = heardBy(reference).without(listener.number);
        long[] other = heardBy(listener).without(reference.number);
        int at = Arrays.mismatch(one, other);
        if (at >= 0) {
            throw new LoadFailure(reference.name + " and " + listener.name
                    + " received the lines of others in different orders, from line " + at + " on");
        }
    }

    private static String text(ByteBuffer message) {
        return ISO_8859_1.decode(message.duplicate()).toString().stripTrailing();
    }
}
