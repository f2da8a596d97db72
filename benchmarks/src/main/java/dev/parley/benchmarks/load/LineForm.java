package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The line of one speaker, as he says it and as it arrives. Its text is his number, the line's number and a time, and
 * always has the same length, so that only digits are changed from line to line:
 *
 * <pre>{@code <r0000-00003> 00000003 000001f4 0000a1b2c3d4e5f6 abcdefghijklmn}</pre>
 */
final class LineForm {
    /** What makes 64 bytes of a line that arrives over Parley's wire. */
    private static final String FILLER = "abcdefghijklmn";

    private static final String BLANK = "%08x 00000000 0000000000000000 " + FILLER;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final int NUMBER_AT = 9;
    private static final int TIME_AT = 18;
    private static final int INT_DIGITS = 8;
    private static final int LONG_DIGITS = 16;

    private final byte[] said;
    private final int saidTextAt;
    private final byte[] delivered;
    private final int deliveredTextAt;

    LineForm(Dialect dialect, String room, String name, int speaker) {
        String text = BLANK.formatted(speaker);
        said = dialect.said(room, text);
        saidTextAt = new String(said, US_ASCII).indexOf(text);
        delivered = dialect.delivered(name, room, text);
        deliveredTextAt = new String(delivered, US_ASCII).indexOf(text);
    }

    int saidBytes() {
        return said.length;
    }

    int deliveredBytes() {
        return delivered.length;
    }

    /** Where the text begins in a line that arrives; the same for everybody. */
    int deliveredTextAt() {
        return deliveredTextAt;
    }

    /** Appends what the speaker sends to say the line of that number. */
    void say(int number, long time, ByteBuffer out) {
        fill(said, saidTextAt, number, time);
        out.put(said);
    }

    /** Whether {@code message}, from its position to its limit, is this line, byte by byte. */
    boolean isDeliveredAs(ByteBuffer message, int number, long time) {
        fill(delivered, deliveredTextAt, number, time);
        return message.equals(ByteBuffer.wrap(delivered));
    }

    private static void fill(byte[] line, int textAt, int number, long time) {
        putHex(line, textAt + NUMBER_AT, INT_DIGITS, number);
        putHex(line, textAt + TIME_AT, LONG_DIGITS, time);
    }

    private static void putHex(byte[] line, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            line[i] = HEX[(int) rest & 0xF];
            rest >>>= 4;
        }
    }

    /** The speaker's number, in the text that begins at {@code textAt}; nonsense if there is none. */
    static int speaker(ByteBuffer in, int textAt) {
        return (int) hex(in, textAt, INT_DIGITS);
    }

    static int number(ByteBuffer in, int textAt) {
        return (int) hex(in, textAt + NUMBER_AT, INT_DIGITS);
    }

    static long time(ByteBuffer in, int textAt) {
        return hex(in, textAt + TIME_AT, LONG_DIGITS);
    }

    private static long hex(ByteBuffer in, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            byte digit = in.get(i);
            int nibble = digit <= '9' ? digit - '0' : digit - 'a' + 10;
            value = (value << 4) | (nibble & 0xF);
        }
        return value;
    }
}
