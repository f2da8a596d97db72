package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SkippingTest {
    private static final int EVERYTHING = 1 << 30;
    private static final int MAX_BYTES = 16 * 1024;

    /** So long that two fit into a segment, and eight into the transcript. */
    private static final String LONG = "x".repeat(2000);

    private final List<String> told = new ArrayList<>();
    private final SegmentPool pool = new SegmentPool(1 << 20);
    private final Transcript transcript = new Transcript(pool, MAX_BYTES, this::skipped);
    private final NarrowChannel channel = new NarrowChannel();
    private final Outbox outbox = new Outbox(task -> {}, () -> {}, 4096);

    private byte[] skipped(Outbox reader, long lines) {
        told.add((reader == outbox) + " " + lines);
        return ("* " + lines + "\n").getBytes(UTF_8);
    }

    @Test
    void finishesTheSegmentHeStandsIn_andJumpsToTheNewest() throws IOException {
        transcript.follow(outbox);
        say("first", null);
        write(2);
        sayLong(40, null);
        assertThat(outbox.hasFallenBehind()).isFalse();
        assertThat(write(EVERYTHING)).isEqualTo(Progress.DRAINED);
        List<String> lines = channel.received().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("first");
        int gap = lines.indexOf("* 36");
        assertThat(gap).as("where the gap is in " + shown(lines)).isBetween(1, 3);
        assertThat(lines).as("with the gap itself").hasSize(1 + 40 - 36 + 1);
        assertThat(told).containsExactly("true 36");
        assertThat(outbox.waitingBytes()).isZero();
    }

    @Test
    void hisOwnLinesAreNotMissed() throws IOException {
        transcript.follow(outbox);
        write(EVERYTHING);
        sayLong(60, outbox);
        write(EVERYTHING);
        assertThat(told).isEmpty();
        say("a", null);
        write(0);
        sayLong(20, outbox);
        sayLong(7, null);
        sayLong(20, outbox);
        say("z", null);
        write(EVERYTHING);
        assertThat(channel.received()).isEqualTo("a\n* 7\nz\n");
    }

    @Test
    void privateLinesAndTheEnd_areNotSkipped() throws IOException {
        transcript.follow(outbox);
        say("first", null);
        write(2);
        sayLong(20, null);
        outbox.send("* an answer\n".getBytes(UTF_8));
        sayLong(20, null);
        outbox.send("* good-bye\n".getBytes(UTF_8));
        outbox.finish();
        sayLong(60, null);
        assertThat(outbox.hasFallenBehind()).isFalse();
        assertThat(write(EVERYTHING)).isEqualTo(Progress.FINISHED);
        assertThat(channel.received()).endsWith("* 38\n* an answer\n* good-bye\n");
    }

    @Test
    void whoLeaves_isToldOfWhatCameBeforeThat() throws IOException {
        transcript.follow(outbox);
        say("first", null);
        write(2);
        sayLong(20, null);
        transcript.unfollow(outbox);
        sayLong(60, null);
        assertThat(write(EVERYTHING)).isEqualTo(Progress.DRAINED);
        assertThat(channel.received()).endsWith("\n* 18\n");
        assertThat(transcript.heldBytes()).isEqualTo(transcript.keptBytes());
    }

    @Test
    void thoseWhoStandInTooMuch_haveFallenBehind_theOldestFirst() throws IOException {
        List<Outbox> stuck = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Outbox reader = new Outbox(task -> {}, () -> {}, 4096);
            stuck.add(reader);
            transcript.follow(reader);
            say("first", null);
            take(reader, 1);
            sayLong(10, null);
        }
        assertThat(stuck.stream().map(Outbox::hasFallenBehind)).containsExactly(true, true, false, false, false, false);
        stuck.subList(0, 2).forEach(Outbox::discard);
        assertThat(transcript.heldBytes()).isLessThanOrEqualTo(2 * MAX_BYTES);
        stuck.forEach(Outbox::discard);
        assertThat(transcript.heldBytes()).isEqualTo(transcript.keptBytes());
    }

    @Test
    void linesBehindAreCountedToTheLine() throws IOException {
        transcript.follow(outbox);
        assertThat(outbox.waitingLines()).isZero();
        say("one", null);
        say("mine", outbox);
        say("two", null);
        assertThat(outbox.waitingLines()).isEqualTo(2);
        write(3);
        assertThat(outbox.waitingLines()).as("with half of one written").isEqualTo(2);
        write(2);
        assertThat(outbox.waitingLines()).isEqualTo(1);
        sayLong(3, null);
        assertThat(outbox.waitingLines()).as("over several segments").isEqualTo(4);
        sayLong(61, null);
        assertThat(outbox.waitingLines()).as("those that are kept").isEqualTo(transcript.keptBytes() / 2048);
        write(EVERYTHING);
        assertThat(outbox.waitingLines()).isZero();
        outbox.discard();
        assertThat(outbox.waitingLines()).isZero();
    }

    private static void take(Outbox reader, int bytes) throws IOException {
        NarrowChannel narrow = new NarrowChannel();
        narrow.takeAtMost(bytes);
        reader.writeTo(narrow, EVERYTHING);
    }

    private static List<String> shown(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, Math.min(8, line.length()))).toList();
    }

    private void sayLong(int times, @Nullable Outbox author) {
        for (int i = 0; i < times; i++) {
            say(LONG, author);
        }
    }

    private void say(String text, @Nullable Outbox author) {
        transcript.append(new byte[0], ByteBuffer.wrap(text.getBytes(UTF_8)), author);
    }

    private Progress write(int bytes) throws IOException {
        channel.takeAtMost(bytes);
        return outbox.writeTo(channel, EVERYTHING);
    }
}
