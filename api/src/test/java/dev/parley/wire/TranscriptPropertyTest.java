package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A transcript and its followers against the simplest model there is: a string for each follower, to which everything he
 * should get is added when it is said.
 */
class TranscriptPropertyTest {
    private static final int FOLLOWERS = 3;
    private static final int PLENTY = 64 * 1024;
    private static final int SCARCE = 16 * 1024;
    private static final byte[] PREFIX = "<x> ".getBytes(UTF_8);

    enum What {
        SAY,
        SAY_AS_NOBODY,
        SEND,
        JOIN,
        LEAVE,
        READ,
        RUN_ONE_TASK,
        REST
    }

    /** One thing that happens; {@code size} is a length of text, or how many bytes are read. */
    record Step(What what, int who, int size) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, FOLLOWERS - 1),
                        Arbitraries.integers().between(0, 3000))
                .as(Step::new);
    }

    /** Enough is kept for all that is said: nobody can fall behind, so everybody must get exactly what the model says. */
    @Property(tries = 1500)
    void everybodyGetsExactlyWhatWasSaid(@ForAll @Size(max = 18) List<@From("steps") Step> steps) {
        World world = new World(PLENTY);
        for (Step step : steps) {
            world.take(step);
            world.assertPrefixes();
        }
        world.settle();
        for (Follower follower : world.followers) {
            assertThat(follower.fellBehind).isFalse();
            assertThat(follower.channel.received()).isEqualTo(follower.expected.toString());
        }
        assertThat(world.transcript.keptBytes()).as("bytes kept for nobody").isZero();
    }

    /** More is said than is kept: who falls behind has got a prefix, and the bound on memory holds. */
    @Property(tries = 1500)
    void whoFallsBehindHasGotAPrefix(@ForAll @Size(max = 60) List<@From("steps") Step> steps) {
        World world = new World(SCARCE);
        for (Step step : steps) {
            world.take(step);
            assertThat(world.transcript.keptBytes()).isLessThanOrEqualTo(SCARCE);
        }
        world.assertPrefixes();
        world.settle();
        for (Follower follower : world.followers) {
            if (!follower.fellBehind) {
                assertThat(follower.channel.received()).isEqualTo(follower.expected.toString());
            }
        }
        assertThat(world.transcript.keptBytes()).isZero();
    }

    private static final class Follower {
        final NarrowChannel channel = new NarrowChannel();
        final StringBuilder expected = new StringBuilder();
        final Outbox outbox;
        boolean follows;
        boolean fellBehind;

        Follower(TaskQueue courier) {
            outbox = new Outbox(courier, this::flush, 1024 * 1024);
        }

        private void flush() {
            if (fellBehind) {
                return;
            }
            Progress progress = write();
            if (progress == Progress.MORE) {
                outbox.wake();
            }
            if (progress == Progress.FELL_BEHIND || outbox.hasFallenBehind()) {
                fellBehind = true;
                outbox.discard();
            }
        }

        private Progress write() {
            try {
                return outbox.writeTo(channel, 1000);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void read(int bytes) {
            channel.takeAtMost(bytes);
            flush();
        }
    }

    private static final class World {
        final Transcript transcript;
        final TaskQueue courier = new TaskQueue();
        final List<Follower> followers = new ArrayList<>();
        private int lines;

        World(int maxBytes) {
            transcript = new Transcript(new SegmentPool(maxBytes), maxBytes);
            for (int i = 0; i < FOLLOWERS; i++) {
                followers.add(new Follower(courier));
            }
        }

        void take(Step step) {
            Follower who = followers.get(step.who);
            switch (step.what) {
                case SAY -> say(who, step.size);
                case SAY_AS_NOBODY -> say(null, step.size);
                case SEND -> send(who, step.size);
                case JOIN -> {
                    transcript.follow(who.outbox);
                    who.follows = true;
                }
                case LEAVE -> {
                    transcript.unfollow(who.outbox);
                    who.follows = false;
                }
                case READ -> who.read(step.size);
                case RUN_ONE_TASK -> courier.runOne();
                case REST -> transcript.rest();
            }
        }

        private void say(@Nullable Follower author, int size) {
            String text = text(size);
            Outbox outbox = author != null && author.follows ? author.outbox : null;
            transcript.append(PREFIX, ByteBuffer.wrap(text.getBytes(UTF_8)), outbox);
            transcript.signal();
            for (Follower other : followers) {
                if (other.follows && other.outbox != outbox) {
                    other.expected.append("<x> ").append(text).append('\n');
                }
            }
        }

        private void send(Follower who, int size) {
            String text = text(size) + "\n";
            if (who.outbox.send(text.getBytes(UTF_8)) == Sent.ACCEPTED) {
                who.expected.append(text);
            }
        }

        /** No two texts are the same, so that what is lost, doubled or swapped shows. */
        private String text(int size) {
            String number = Integer.toString(lines++);
            return number + "x".repeat(Math.max(0, size - number.length()));
        }

        void assertPrefixes() {
            for (Follower follower : followers) {
                assertThat(follower.expected.toString()).startsWith(follower.channel.received());
            }
        }

        /** Everybody reads on, only when woken; then the room is quiet for a while. */
        void settle() {
            for (Follower follower : followers) {
                follower.channel.takeAtMost(Integer.MAX_VALUE);
                follower.read(Integer.MAX_VALUE);
            }
            courier.runAll();
            transcript.rest();
            transcript.rest();
            courier.runAll();
            transcript.rest();
            courier.runAll();
        }
    }
}
