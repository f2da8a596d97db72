package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * A healthy one in a {@link Crowd}: he checks each byte that he hears. The lines of the crowd's speakers,
 * {@code <h-SPEAKER> NUMBER NANOS}, must come without a gap; those of anybody else must be well formed, and so cannot pass for
 * them. Thread: the crowd's.
 */
final class Listener {
    /** Told of each line of a speaker. */
    interface Ear {
        void heard(long stampNanos);
    }

    private static final byte[] GREETING = (Caller.PROMPT + Caller.WELCOME).getBytes(UTF_8);
    private static final byte[] SPEAKER = "<h-".getBytes(UTF_8);
    private static final byte[] NOTICE = "* ".getBytes(UTF_8);
    private static final byte[] NOTHING = {};

    final String name;
    final SocketChannel channel;
    private final Ear ear;
    private final int[] next;
    private byte[] begun = NOTHING;
    private boolean greeted;
    private long order;

    // Where the line that is looked at is read.
    private byte[] line = NOTHING;
    private int at;
    private int end;

    Listener(String name, SocketChannel channel, int speakers, Ear ear) {
        this.name = name;
        this.channel = channel;
        this.next = new int[speakers];
        this.ear = ear;
    }

    boolean isGreeted() {
        return greeted;
    }

    /** Equal for all who have heard the same lines of speakers in the same order. */
    long order() {
        return order;
    }

    /** How many lines of each speaker. */
    int[] heard() {
        return next.clone();
    }

    /** Reads what is there, by way of {@code bytes}. */
    void read(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).put(begun);
        begun = NOTHING;
        if (channel.read(buffer) < 0) {
            throw fault("was hung up on");
        }
        int from = 0;
        for (int i = 0; i < buffer.position(); i++) {
            if (bytes[i] == '\n') {
                check(bytes, from, i);
                from = i + 1;
            } else if (isControl(bytes, i, buffer.position())) {
                throw fault("hears the control character that begins with " + bytes[i]);
            }
        }
        if (from < buffer.position()) {
            begun = Arrays.copyOfRange(bytes, from, buffer.position());
        }
    }

    /** One of C0 but TAB, DEL, or one of C1, which are C2 80 to C2 9F. */
    private static boolean isControl(byte[] bytes, int i, int end) {
        byte b = bytes[i];
        if (b < 0) {
            return b == (byte) 0xC2 && i + 1 < end && bytes[i + 1] < (byte) 0xA0;
        }
        return (b < ' ' && b != '\t') || b == 0x7F;
    }

    private void check(byte[] bytes, int from, int to) {
        line = bytes;
        at = from;
        end = to;
        if (!greeted) {
            greeted = startsWith(GREETING);
            if (!greeted) {
                throw fault("is not greeted");
            }
        } else if (startsWith(SPEAKER)) {
            at += SPEAKER.length;
            checkSpeaker();
        } else if (!startsWith(NOTICE) && !isOfSomebody()) {
            throw fault("hears a line of nobody");
        }
    }

    private void checkSpeaker() {
        int speaker = (int) number('>');
        expect(' ');
        long number = number(' ');
        long stamp = number(' ');
        if (speaker >= next.length || number != next[speaker]) {
            throw fault("hears number " + number + " of speaker " + speaker);
        }
        next[speaker]++;
        order = 31 * order + 1_000_003L * speaker + number;
        ear.heard(stamp);
    }

    /** Digits up to {@code terminator}, which is read, too. */
    private long number(char terminator) {
        long number = 0;
        int from = at;
        for (; at < end && line[at] >= '0' && line[at] <= '9'; at++) {
            number = 10 * number + line[at] - '0';
        }
        if (at == from) {
            throw fault("hears no number where one was said");
        }
        expect(terminator);
        return number;
    }

    private void expect(char c) {
        if (at >= end || line[at++] != c) {
            throw fault("misses a '" + c + "'");
        }
    }

    private boolean startsWith(byte[] prefix) {
        return end - at >= prefix.length && Arrays.equals(line, at, at + prefix.length, prefix, 0, prefix.length);
    }

    /** A name in angle brackets, and a space. */
    private boolean isOfSomebody() {
        if (at == end || line[at] != '<') {
            return false;
        }
        for (int i = at + 1; i + 1 < end && line[i] != ' ' && line[i] != '<'; i++) {
            if (line[i] == '>') {
                return i > at + 1 && line[i + 1] == ' ';
            }
        }
        return false;
    }

    private AssertionError fault(String what) {
        return new AssertionError(name + " " + what + ": '" + new String(line, at, Math.max(0, end - at), UTF_8) + "'");
    }
}
