package dev.parley.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Has as many lines said as are taken: in each room so many may be on their way at once, and a line is on its way until the slowest
 * listener has it. Thread: the generator's.
 */
final class ClosedLoop {
    private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(10);

    private final Crowd crowd;
    private final Halls halls;
    private final Ear ear;
    private final int inFlight;
    private final int share;
    private final Queue<Hall> touched = new ArrayDeque<>();

    /**
     * @param ear hears what arrives, and adds to {@link Member#heardBytes}
     * @param plan its rooms, and how much may be in flight
     */
    ClosedLoop(Crowd crowd, Halls halls, Ear ear, LoadPlan plan) {
        this.crowd = crowd;
        this.halls = halls;
        this.ear = ear;
        this.inFlight = plan.inFlight();
        this.share = Math.max(1, plan.inFlight() / plan.writers());
        crowd.hearWith(this::hear);
    }

    /** Counts, and looks at nothing. */
    static void count(Member member, ByteBuffer in) {
        member.heardBytes += in.remaining();
        in.position(in.limit());
    }

    private void hear(Member member, ByteBuffer in) {
        ear.hear(member, in);
        touch(member.hall);
    }

    private void touch(Hall hall) {
        if (!hall.touched) {
            hall.touched = true;
            touched.add(hall);
        }
    }

    /** Begins, or goes on, for that long; what is on its way then stays so. */
    void talk(Duration howLong) throws IOException {
        long end = System.nanoTime() + howLong.toNanos();
        halls.all.forEach(this::touch);
        while (System.nanoTime() < end) {
            sayWhatMayBeSaid();
            crowd.turn(1);
        }
    }

    /** Begins, or goes on, until so many lines have been said in each room, about. */
    void talk(long linesInEachHall, Duration deadline) throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        halls.all.forEach(this::touch);
        while (halls.all.stream().anyMatch(hall -> hall.said < linesInEachHall) && System.nanoTime() < end) {
            sayWhatMayBeSaid();
            crowd.turn(1);
        }
    }

    private void sayWhatMayBeSaid() throws IOException {
        for (Hall hall = touched.poll(); hall != null; hall = touched.poll()) {
            hall.touched = false;
            long free = inFlight - hall.outstanding();
            while (free > 0) {
                int lines = (int) Math.min(free, share);
                say(hall.nextSpeaker(), lines);
                free -= lines;
            }
        }
    }

    private static void say(Member speaker, int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            speaker.say(timeOf(speaker));
        }
        speaker.flush();
    }

    /** No time, but something that a listener can know beforehand. */
    static long timeOf(Member speaker) {
        return timeOf(speaker.number, speaker.said);
    }

    static long timeOf(int speaker, int line) {
        return ((long) line << Integer.SIZE) | speaker;
    }

    /** Says nothing more, and waits until everything has arrived. */
    void drain() throws IOException {
        long end = System.nanoTime() + DRAIN_DEADLINE.toNanos();
        while (halls.isAnythingOutstanding()) {
            crowd.turn(10);
            if (System.nanoTime() > end) {
                throw new LoadFailure(missing() + " deliveries never arrived");
            }
        }
    }

    private long missing() {
        long missing = 0;
        for (Hall hall : halls.all) {
            for (Member listener : hall.listeners) {
                missing += hall.said - listener.said - listener.heardBytes / halls.deliveredBytes();
            }
        }
        return missing;
    }
}
