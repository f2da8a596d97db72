package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import java.nio.ByteBuffer;

/**
 * The text of lines: what may stand in one, and how it becomes bytes.
 *
 * <p>Clean text is well-formed UTF-8 without control characters (C0, DEL and C1), TAB excepted. In anything else each
 * offender becomes U+FFFD, the replacement character. Thread: any; nothing here has state.
 */
public final class LineText {
    private static final char REPLACEMENT = '\uFFFD';

    private LineText() {}

    /** Returns {@code line} itself when it is clean, which costs no allocation, or else a cleaned copy. */
    public static ByteBuffer clean(ByteBuffer line) {
        return isClean(line) ? line : ByteBuffer.wrap(clean(decode(line)).getBytes(UTF_8));
    }

    /** Returns {@code text} with each control character but TAB replaced; a line end counts as one, too. */
    public static String clean(String text) {
        if (text.chars().noneMatch(LineText::isControl)) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text);
        for (int i = 0; i < cleaned.length(); i++) {
            if (isControl(cleaned.charAt(i))) {
                cleaned.setCharAt(i, REPLACEMENT);
            }
        }
        return cleaned.toString();
    }

    /**
     * Reads the bytes, which must be backed by an array, as UTF-8 without moving the buffer's position; what is malformed becomes
     * U+FFFD.
     */
    public static String decode(ByteBuffer line) {
        // Not by the charset, which would keep a decoder for each thread: 180 bytes for each guest who has one.
        return new String(line.array(), line.arrayOffset() + line.position(), line.remaining(), UTF_8);
    }

    /** Text as it goes out: cleaned, in UTF-8, without a terminator. */
    public static byte[] encode(String text) {
        return clean(text).getBytes(UTF_8);
    }

    /** One line as it goes out: cleaned, in UTF-8, with its terminator. */
    public static byte[] encodeLine(String text) {
        return (clean(text) + '\n').getBytes(UTF_8);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\t';
    }

    private static boolean isClean(ByteBuffer line) {
        byte[] bytes = line.array();
        int from = line.arrayOffset() + line.position();
        int end = line.arrayOffset() + line.limit();
        boolean ascii = true;
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b < 0) {
                ascii = false;
                // C1 controls are U+0080 to U+009F: C2 80 to C2 9F.
                if (b == (byte) 0xC2 && i + 1 < end && bytes[i + 1] < (byte) 0xA0) {
                    return false;
                }
            } else if (isControl(b)) {
                return false;
            }
        }
        return ascii || Utf8.isWellFormed(bytes, from, end - from);
    }
}
