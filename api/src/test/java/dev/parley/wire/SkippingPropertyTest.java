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
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A transcript whose slow readers skip, against a model: the lines that each should get, in order, and where his private ones
 * stand between them. What is delivered and what is announced as skipped make everything that was said, to the line.
 */
class SkippingPropertyTest {
    private static final int FOLLOWERS = 3;
    private static final int MAX_BYTES = 64 * 1024;
    private static final String GAP = "* skipped ";
    private static final byte[] NO_PREFIX = {};

    enum What {
        SAY,
        SAY_MORE,
        SAY_AS_NOBODY,
        SEND,
        JOIN,
        LEAVE,
        FINISH,
        READ,
        RUN_ONE_TASK,
        REST
    }

    /** One thing that happens; {@code size} is a length of text, or how many bytes are read. */
    record Step(What what, int who, int size) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<What> what = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(What.SAY, What.SAY_MORE, What.SAY_AS_NOBODY)),
                Tuple.of(6, Arbitraries.of(What.SEND, What.JOIN, What.READ, What.RUN_ONE_TASK)),
                Tuple.of(1, Arbitraries.of(What.LEAVE, What.FINISH, What.REST)));
        return Combinators.combine(
                        what, Arbitraries.integers().between(0, FOLLOWERS - 1), Arbitraries.integers().between(1, 3000))
                .as(Step::new);
    }

    @Property(tries = 1000)
    void deliveredAndAnnouncedMakeEverythingThatWasSaid(@ForAll @Size(max = 80) List<@From("steps") Step> steps) {
        World world = new World();
        world.followers.forEach(world::join);
        for (Step step : steps) {
            world.take(step);
            assertThat(world.transcript.keptBytes()).isLessThanOrEqualTo(MAX_BYTES);
            assertThat(world.transcript.heldBytes()).isLessThanOrEqualTo(2 * MAX_BYTES);
            world.followers.forEach(follower -> assertThat(follower.outbox.hasFallenBehind()).isFalse());
        }
        world.settle();
        for (Follower follower : world.followers) {
            follower.assertHasHeardOfEverything();
        }
        assertThat(world.transcript.heldBytes()).as("bytes kept for nobody").isZero();
    }

    private static final class Follower {
        final NarrowChannel channel = new NarrowChannel();
        final Outbox outbox;

        /** The others' lines, ... */
        final List<String> expected = new ArrayList<>();

        /** ... and his private ones, each with how many of those come before it. */
        final List<PrivateLine> privately = new ArrayList<>();

        boolean follows;
        boolean finished;

        Follower(TaskQueue courier) {
            outbox = new Outbox(courier, this::flush, 1024 * 1024);
        }

        private void flush() {
            try {
                if (outbox.writeTo(channel, 1000) == Progress.MORE) {
                    outbox.wake();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void read(int bytes) {
            channel.takeAtMost(bytes);
            flush();
        }

        void assertHasHeardOfEverything() {
            int heard = 0;
            int heardPrivately = 0;
            for (String line : channel.received().lines().toList()) {
                if (line.startsWith(GAP)) {
                    heard += Integer.parseInt(line.substring(GAP.length()));
                } else if (line.startsWith("private")) {
                    PrivateLine next = privately.get(heardPrivately++);
                    assertThat(line).isEqualTo(next.text);
                    assertThat(heard).as("lines before " + line).isGreaterThanOrEqualTo(next.behind);
                } else {
                    assertThat(line).isEqualTo(expected.get(heard));
                    if (heardPrivately < privately.size()) {
                        assertThat(privately.get(heardPrivately).behind).as("lines before the next private one").isGreaterThan(heard);
                    }
                    heard++;
                }
            }
            assertThat(heard).as("lines heard of").isEqualTo(expected.size());
            assertThat(heardPrivately).as("private lines").isEqualTo(privately.size());
        }
    }

    private record PrivateLine(String text, int behind) {}

    private static final class World {
        final Transcript transcript = new Transcript(
                new SegmentPool(MAX_BYTES), MAX_BYTES, (reader, lines) -> (GAP + lines + "\n").getBytes(UTF_8));
        final TaskQueue courier = new TaskQueue();
        final List<Follower> followers = new ArrayList<>();
        private int lines;

        World() {
            for (int i = 0; i < FOLLOWERS; i++) {
                followers.add(new Follower(courier));
            }
        }

        void take(Step step) {
            Follower who = followers.get(step.who);
            switch (step.what) {
                case SAY -> say(who, step.size);
                case SAY_MORE -> {
                    for (int i = 0; i < 12; i++) {
                        say(who, step.size);
                    }
                }
                case SAY_AS_NOBODY -> say(null, step.size);
                case SEND -> send(who);
                case JOIN -> join(who);
                case LEAVE -> {
                    transcript.unfollow(who.outbox);
                    who.follows = false;
                }
                case FINISH -> {
                    who.outbox.finish();
                    who.finished = true;
                }
                case READ -> who.read(step.size);
                case RUN_ONE_TASK -> courier.runOne();
                case REST -> transcript.rest();
            }
        }

        void join(Follower who) {
            transcript.follow(who.outbox);
            who.follows |= !who.finished;
        }

        private void say(@Nullable Follower author, int size) {
            String text = text("line", size);
            Outbox outbox = author != null && author.follows ? author.outbox : null;
            transcript.append(NO_PREFIX, ByteBuffer.wrap(text.getBytes(UTF_8)), outbox);
            transcript.signal();
            for (Follower other : followers) {
                if (other.follows && !other.finished && other.outbox != outbox) {
                    other.expected.add(text);
                }
            }
        }

        private void send(Follower who) {
            String text = text("private", 0);
            if (who.outbox.send((text + "\n").getBytes(UTF_8)) == Sent.ACCEPTED) {
                who.privately.add(new PrivateLine(text, who.expected.size()));
            }
        }

        /** No two texts are the same, so that what is lost, doubled or swapped shows. */
        private String text(String what, int size) {
            String begin = what + " " + lines++ + " ";
            return begin + "x".repeat(Math.max(0, size - begin.length()));
        }

        /** Everybody reads on, only when woken; then the room is quiet for a while. */
        void settle() {
            for (Follower follower : followers) {
                follower.read(Integer.MAX_VALUE);
            }
            courier.runAll();
            for (int i = 0; i < 3; i++) {
                transcript.rest();
                courier.runAll();
            }
            // Whoever has finished is not written to any more, but may still stand somewhere.
            followers.stream().filter(follower -> follower.finished).forEach(follower -> follower.outbox.discard());
        }
    }
}
