package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What becomes of the others when one flush throws, or when there is no memory or thread left to wake with. */
class FailingCourierTest {
    private static final int MANY = 2 * Audience.MEMBERS_A_TASK + 1;

    private final Transcript transcript = new Transcript(new SegmentPool(1 << 20), 64 * 1024);
    private final TaskQueue tasks = new TaskQueue();
    private final List<String> flushed = new ArrayList<>();
    private boolean fails;
    private boolean refuses;

    private final Executor courier = task -> {
        failIfTold();
        if (refuses) {
            throw new RejectedExecutionException("on purpose");
        }
        tasks.execute(task);
    };

    @Test
    void aFlushThatThrows_keepsNobodyElseFromHearing() {
        List<String> names = List.of("ann", "bob", "eve");
        names.forEach(name -> transcript.follow(new Outbox(courier, () -> flush(name), 4096)));
        say("one");
        transcript.signal();
        fails = true;
        assertThatThrownBy(tasks::runAll).isInstanceOf(OutOfMemoryError.class);
        assertThat(flushed).containsExactlyElementsOf(names);
        fails = false;
        say("two");
        transcript.signal();
        tasks.runAll();
        assertThat(flushed).containsExactly("ann", "bob", "eve", "ann", "bob", "eve");
    }

    @Test
    void aLargeAudienceThatCannotBeHandedOn_isVisitedAtOnce() {
        followInLargeNumbers(courier);
        say("one");
        transcript.signal();
        fails = true;
        assertThatThrownBy(tasks::runAll).isInstanceOf(OutOfMemoryError.class);
        assertThat(flushed).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void aLargeAudienceThatIsVisitedOnTheSpot_isVisitedOnce_whateverThatThrows() {
        followInLargeNumbers(Runnable::run);
        say("one");
        fails = true;
        assertThatThrownBy(transcript::signal).isInstanceOf(OutOfMemoryError.class);
        assertThat(flushed).hasSize(MANY).doesNotHaveDuplicates();
    }

    private void followInLargeNumbers(Executor executor) {
        for (int i = 0; i < MANY; i++) {
            String name = "guest " + i;
            transcript.follow(new Outbox(executor, () -> flush(name), 4096));
        }
    }

    @Test
    void aSignalThatCannotBeGiven_isGivenWithTheNext() {
        transcript.follow(new Outbox(courier, () -> flushed.add("ann"), 4096));
        fails = true;
        say("one");
        assertThatThrownBy(transcript::signal).isInstanceOf(OutOfMemoryError.class);
        fails = false;
        transcript.signal();
        tasks.runAll();
        assertThat(flushed).containsExactly("ann");
    }

    /** Where an executor refuses, its members are forgotten; they may go later. */
    @Test
    void whoWasForgotten_takesNobodysSeatWhenHeLeaves() {
        Outbox forgotten = new Outbox(courier, () -> flush("ann"), 4096);
        transcript.follow(forgotten);
        refuses = true;
        transcript.signal();
        refuses = false;
        List<String> names = List.of("bob", "eve");
        names.forEach(name -> transcript.follow(new Outbox(courier, () -> flush(name), 4096)));
        transcript.signal();
        tasks.runAll();
        transcript.unfollow(forgotten);
        tasks.runAll();
        flushed.clear();
        say("who is here?");
        transcript.signal();
        tasks.runAll();
        assertThat(flushed).containsExactlyElementsOf(names);
    }

    @Test
    void aWakeThatFails_isDoneByTheNext() {
        Outbox outbox = new Outbox(courier, () -> flushed.add("ann"), 4096);
        fails = true;
        assertThatThrownBy(() -> outbox.send("one\n".getBytes(UTF_8))).isInstanceOf(OutOfMemoryError.class);
        fails = false;
        outbox.wake();
        tasks.runAll();
        assertThat(flushed).containsExactly("ann");
    }

    private void flush(String name) {
        flushed.add(name);
        failIfTold();
    }

    private void failIfTold() {
        if (fails) {
            throw new OutOfMemoryError("thrown by a test");
        }
    }

    private void say(String line) {
        transcript.append(new byte[0], ByteBuffer.wrap(line.getBytes(UTF_8)), null);
    }
}
