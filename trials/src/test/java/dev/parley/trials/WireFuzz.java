package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.wire.LineCutter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a fuzzer calls with its inputs: a stranger sends one to a server in a simulation, in packets, and hangs up. Whatever it
 * was, nobody may hear a control byte or a line that is not what it seems, and the room goes on. Jazzer finds
 * {@link #fuzzerTestOneInput} by its name.
 *
 * <p>Input: one byte that says how long packets are, then what is sent.
 */
public final class WireFuzz {
    private static final int SHORT_LINE = 16;

    private WireFuzz() {}

    /** Throws an {@link AssertionError} if the server lets anything through. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int packetBytes = 1 + (input[0] & 0xFF);
        byte[] sent = Arrays.copyOfRange(input, 1, input.length);
        checkCuts(sent, packetBytes);
        try (FuzzedRoom room = new FuzzedRoom()) {
            room.sendAsAStranger(sent, packetBytes);
            room.check();
        }
    }

    /** However a stream falls into packets, the lines are the same, and those that are too long are noticed. */
    private static void checkCuts(byte[] sent, int packetBytes) {
        List<String> whole = cut(sent, Math.max(1, sent.length));
        List<String> pieces = cut(sent, packetBytes);
        if (!whole.equals(pieces)) {
            throw new AssertionError("cut at " + packetBytes + ": " + pieces + " instead of " + whole);
        }
    }

    private static List<String> cut(byte[] sent, int packetBytes) {
        List<String> lines = new ArrayList<>();
        LineCutter cutter = new LineCutter(SHORT_LINE);
        LineCutter.Sink sink = new LineCutter.Sink() {
            @Override
            public void line(ByteBuffer line) {
                byte[] bytes = new byte[line.remaining()];
                line.get(bytes);
                check(bytes.length <= SHORT_LINE, bytes);
                lines.add(HexFormat.of().formatHex(bytes));
            }

            @Override
            public void tooLong() {
                lines.add("too long");
            }
        };
        for (int at = 0; at < sent.length; at += packetBytes) {
            cutter.cut(ByteBuffer.wrap(sent, at, Math.min(packetBytes, sent.length - at)), sink);
        }
        // A line that has no end yet counts only with one.
        cutter.cut(ByteBuffer.wrap("\n".getBytes(UTF_8)), sink);
        return lines;
    }

    private static void check(boolean condition, byte[] line) {
        if (!condition) {
            throw new AssertionError("not a line: " + new String(line, UTF_8));
        }
    }
}
