package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final int EVERYTHING = 1 << 30;

    private final SegmentPool pool = new SegmentPool(1 << 20);
    private final Transcript transcript = new Transcript(pool, 64 * 1024);
    private final TaskQueue courier = new TaskQueue();
    private final NarrowChannel channel = new NarrowChannel();
    private final Outbox outbox = new Outbox(courier, () -> {}, 4096);

    @Test
    void writesAroundItsOwnersLinesInOneCall() throws IOException {
        transcript.follow(outbox);
        say("a", null);
        say("mine", outbox);
        say("mine too", outbox);
        say("b", null);
        say("mine again", outbox);
        say("c", null);
        assertThat(write(EVERYTHING)).isEqualTo(Progress.DRAINED);
        assertThat(channel.received()).isEqualTo("<x> a\n<x> b\n<x> c\n");
        assertThat(channel.calls()).isEqualTo(1);
    }

    @Test
    void aShortWriteGoesOnAtTheVeryNextByte() throws IOException {
        transcript.follow(outbox);
        say("first", null);
        say("mine", outbox);
        say("second", null);
        outbox.send("* private\n".getBytes(UTF_8));
        for (int bytes = 1; !channel.received().endsWith("private\n"); bytes++) {
            assertThat(write(bytes % 4)).isIn(Progress.BLOCKED, Progress.DRAINED);
        }
        assertThat(channel.received()).isEqualTo("<x> first\n<x> second\n* private\n");
    }

    @Test
    void writesNoMoreThanItsBudget() throws IOException {
        transcript.follow(outbox);
        for (int i = 0; i < 100; i++) {
            say("0123456789", null);
        }
        channel.takeAtMost(EVERYTHING);
        assertThat(outbox.writeTo(channel, 500)).isEqualTo(Progress.MORE);
        assertThat(channel.received()).hasSize(500);
    }

    @Test
    void deliversWhatWasSaidBeforeItFinishedAndNothingElse() throws IOException {
        transcript.follow(outbox);
        say("before", null);
        outbox.send("* bye\n".getBytes(UTF_8));
        outbox.finish();
        say("after", null);
        assertThat(outbox.send("late\n".getBytes(UTF_8))).isEqualTo(Sent.CLOSED);
        assertThat(write(EVERYTHING)).isEqualTo(Progress.FINISHED);
        assertThat(write(EVERYTHING)).isEqualTo(Progress.FINISHED);
        assertThat(channel.received()).isEqualTo("<x> before\n* bye\n");
    }

    @Test
    void refusesPrivateLinesOverItsLimitAndTakesThemAgainWhenRead() throws IOException {
        byte[] kilobyte = "x".repeat(1023).concat("\n").getBytes(UTF_8);
        int accepted = 0;
        while (outbox.send(kilobyte.clone()) == Sent.ACCEPTED) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(3);
        assertThat(outbox.waitingBytes()).isEqualTo(3 * 1024);
        write(EVERYTHING);
        assertThat(outbox.waitingBytes()).isZero();
        assertThat(outbox.send(kilobyte)).isEqualTo(Sent.ACCEPTED);
    }

    @Test
    void whoTalksWithoutReadingFallsBehindAtTheLimitOfCuts() throws IOException {
        transcript.follow(outbox);
        write(EVERYTHING);
        for (int i = 0; i < 4096 / Outbox.CUT_BYTES + 1; i++) {
            assertThat(outbox.hasFallenBehind()).isFalse();
            say("theirs", null);
            say("mine", outbox);
        }
        assertThat(outbox.hasFallenBehind()).isTrue();
        assertThat(write(EVERYTHING)).isEqualTo(Progress.FELL_BEHIND);
        assertThat(channel.received()).isEmpty();
    }

    @Test
    void nobodyFallsBehindOnHisOwnLines() throws IOException {
        transcript.follow(outbox);
        write(EVERYTHING);
        String large = "x".repeat(4000);
        for (int i = 0; i < 40; i++) {
            say(large, outbox);
        }
        assertThat(transcript.start()).as("the first of his lines are dropped").isPositive();
        assertThat(outbox.hasFallenBehind()).isFalse();
        say("and theirs", null);
        assertThat(write(EVERYTHING)).isEqualTo(Progress.DRAINED);
        assertThat(channel.received()).isEqualTo("<x> and theirs\n");
    }

    @Test
    void nobodyFallsBehindWhoOnlyHasToHearTheEnd() throws IOException {
        transcript.follow(outbox);
        write(EVERYTHING);
        outbox.send("* bye\n".getBytes(UTF_8));
        outbox.finish();
        String large = "x".repeat(4000);
        for (int i = 0; i < 40; i++) {
            say(large, null);
        }
        assertThat(transcript.start()).as("the place where he stands is dropped").isPositive();
        assertThat(outbox.hasFallenBehind()).as("before he heard it").isFalse();
        assertThat(write(EVERYTHING)).isEqualTo(Progress.FINISHED);
        assertThat(outbox.hasFallenBehind()).as("when he heard it").isFalse();
        outbox.discard();
        assertThat(outbox.hasFallenBehind()).as("afterwards").isFalse();
        assertThat(outbox.waitingBytes()).isZero();
        assertThat(channel.received()).isEqualTo("* bye\n");
    }

    @Test
    void aRoomForgetsAnExecutorThatRefuses() {
        Outbox dead = new Outbox(task -> {
            throw new RejectedExecutionException("on purpose");
        }, () -> {}, 4096);
        transcript.follow(dead);
        assertThat(transcript.audienceCount()).isEqualTo(1);
        say("a", null);
        transcript.signal();
        transcript.unfollow(dead);
        assertThat(transcript.audienceCount()).isZero();
    }

    @Test
    void aReaderWhoseLinesAreGoneHasFallenBehindAndKeepsNothingAfterwards() throws IOException {
        transcript.follow(outbox);
        say("x".repeat(1000), null);
        write(10);
        String large = "x".repeat(4000);
        for (int i = 0; i < 40; i++) {
            say(large, null);
        }
        assertThat(outbox.hasFallenBehind()).isTrue();
        assertThat(transcript.keptBytes()).isLessThanOrEqualTo(64 * 1024);
        assertThat(write(EVERYTHING)).isEqualTo(Progress.FELL_BEHIND);
        assertThat(channel.received()).as("what it stands in stays as it was").startsWith("<x> " + "x".repeat(1000) + "\n");
        long pooled = pool.idleBytes();
        outbox.discard();
        assertThat(pool.idleBytes()).as("its segment goes back").isGreaterThan(pooled);
    }

    @Test
    void anIdleRoomHoldsNoMemoryForLines() throws IOException {
        transcript.follow(outbox);
        say("hi", null);
        write(EVERYTHING);
        assertThat(transcript.keptBytes()).isPositive();
        transcript.rest();
        transcript.rest();
        assertThat(outbox.hasWork()).as("it has to step off its segment").isTrue();
        write(EVERYTHING);
        assertThat(transcript.keptBytes()).isZero();
        assertThat(pool.idleBytes()).isPositive();
    }

    @Test
    void segmentsGrowWithWhatIsSaidBetweenTwoVisits() throws IOException {
        Transcript roomy = new Transcript(pool, 4 * 1024 * 1024);
        roomy.follow(outbox);
        assertThat(mostKeptWhileSaying(roomy, 2000, 1)).as("one line a visit").isEqualTo(16 * 1024);
        assertThat(mostKeptWhileSaying(roomy, 2000, 20)).as("twenty").isEqualTo(256 * 1024);
        mostKeptWhileSaying(roomy, 20_000, 1);
        assertThat(roomy.keptBytes()).as("one again").isEqualTo(16 * 1024);
    }

    /** Everybody has read everything after each visit; in bytes. */
    private int mostKeptWhileSaying(Transcript room, int visits, int linesAVisit) throws IOException {
        long most = 0;
        for (int i = 0; i < visits; i++) {
            for (int line = 0; line < linesAVisit; line++) {
                room.append(new byte[4], ByteBuffer.wrap(new byte[60]), null);
            }
            room.signal();
            courier.runAll();
            write(EVERYTHING);
            most = Math.max(most, room.keptBytes());
        }
        return (int) most;
    }

    @Test
    void manyWakesAreOneTask() {
        outbox.send("a\n".getBytes(UTF_8));
        outbox.send("b\n".getBytes(UTF_8));
        outbox.wake();
        assertThat(courier.waiting()).isEqualTo(1);
    }

    @Test
    void aRoomSignalsOneTaskHoweverManyFollow() {
        for (int i = 0; i < 10; i++) {
            transcript.follow(new Outbox(courier, () -> {}, 4096));
        }
        say("a", null);
        transcript.signal();
        say("b", null);
        transcript.signal();
        assertThat(courier.waiting()).isEqualTo(1);
    }

    @Test
    void whoMovesToAnotherRoom_takesNobodysSeat() {
        Transcript other = new Transcript(pool, 64 * 1024);
        List<String> visited = new ArrayList<>();
        List<Outbox> members = Stream.of("ann", "bob", "eve", "joe")
                .map(name -> new Outbox(courier, () -> visited.add(name), 4096))
                .toList();
        members.forEach(transcript::follow);
        Stream.of(outbox, new Outbox(courier, () -> {}, 4096)).forEach(other::follow);
        // All take their seats.
        transcript.signal();
        other.signal();
        courier.runAll();
        // The other room is visited first, and gives the third seat to who has the second here.
        other.signal();
        Outbox bob = members.get(1);
        transcript.unfollow(bob);
        other.follow(bob);
        courier.runAll();
        visited.clear();
        say("who is here?", null);
        transcript.signal();
        courier.runAll();
        assertThat(visited).containsExactlyInAnyOrder("ann", "eve", "joe");
    }

    @Test
    void aLargeAudienceLetsOtherTasksRunBeforeItIsDone_andVisitsEachOnceASignal() {
        int members = 2 * Audience.MEMBERS_A_TASK + 1;
        List<Integer> visited = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            int member = i;
            transcript.follow(new Outbox(courier, () -> visited.add(member), 4096));
        }
        transcript.signal();
        courier.execute(() -> assertThat(visited).hasSize(Audience.MEMBERS_A_TASK));
        courier.runOne();
        // In the middle of a visit, so it is for another one.
        transcript.signal();
        courier.runAll();
        List<Integer> all = IntStream.range(0, members).boxed().toList();
        assertThat(visited).hasSize(2 * members);
        assertThat(visited.subList(0, members)).isEqualTo(all);
        assertThat(visited.subList(members, 2 * members)).isEqualTo(all);
    }

    @Test
    void refusesALineThatNoTranscriptCouldHold() {
        byte[] huge = new byte[64 * 1024];
        assertThat(transcript.append(new byte[0], ByteBuffer.wrap(huge), null)).isFalse();
        assertThat(transcript.end()).isZero();
        assertThatThrownBy(() -> new Transcript(pool, 100)).hasMessageContaining("16 KiB");
    }

    private void say(String text, @Nullable Outbox author) {
        transcript.append("<x> ".getBytes(UTF_8), ByteBuffer.wrap(text.getBytes(UTF_8)), author);
    }

    private Progress write(int bytes) throws IOException {
        channel.takeAtMost(bytes);
        return outbox.writeTo(channel, EVERYTHING);
    }
}
