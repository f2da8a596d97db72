package dev.parley.trials;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/** Bytes that no honest client sends. Thread: one at a time. */
final class Garbage {
    private static final List<byte[]> TOKENS = List.of(
            latin("\n"),
            latin("\r\n"),
            latin("\r"),
            latin("\0"),
            latin("\u001B[2J\u001B[1;1H"),
            latin("\u001B]0;owned\u0007"),
            latin("\u00C2\u009B31m"),
            latin("\u00C2\u0085"),
            latin("\u00FF\u00FE"),
            latin("\u00C3"),
            latin("\u00E2\u0080\u00A8"),
            latin("\u00ED\u00A0\u0080"),
            latin("\u00F4\u0090\u0080\u0080"),
            latin("\u007F\b\b\b"),
            latin("<h-0> 0 0 forged"),
            latin("\n<h-0> 0 0 forged\n"),
            latin("\r<h-1> 0 0 forged\r"),
            latin("* h-0 has left."),
            latin("\n* The server is stopping.\n"),
            latin("/who"),
            latin("/nonsense \u001B[31m"),
            latin("//"),
            "ünïcödé 語 🙂".getBytes(UTF_8),
            latin("x".repeat(300)));

    private static final byte[] FLOOD = "flood flood flood flood flood\n".repeat(64).getBytes(UTF_8);

    private final RandomGenerator dice;

    Garbage(RandomGenerator dice) {
        this.dice = dice;
    }

    /** Some hundred bytes; once in a while a line that is too long. */
    byte[] next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int tokens = dice.nextInt(1, 20);
        for (int i = 0; i < tokens; i++) {
            bytes.writeBytes(TOKENS.get(dice.nextInt(TOKENS.size())));
            if (dice.nextInt(4) == 0) {
                bytes.write(dice.nextInt(256));
            }
        }
        if (dice.nextInt(20) == 0) {
            bytes.writeBytes(new byte[5000]);
        }
        return bytes.toByteArray();
    }

    /** Of which it is made. */
    static List<byte[]> tokens() {
        return TOKENS;
    }

    /** Many lines, each of which is fine. */
    byte[] flood() {
        return FLOOD;
    }

    private static byte[] latin(String bytes) {
        return bytes.getBytes(ISO_8859_1);
    }
}
