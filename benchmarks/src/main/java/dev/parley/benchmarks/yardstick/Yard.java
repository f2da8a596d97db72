package dev.parley.benchmarks.yardstick;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.parley.wire.Greeting;
import java.util.function.UnaryOperator;

/** What the servers of this package have in common beside the protocol: their arguments, and what they say of themselves. */
final class Yard {
    static final byte[] PROMPT = Greeting.PROMPT.getBytes(UTF_8);
    static final byte[] WELCOME = (Greeting.WELCOME + '\n').getBytes(UTF_8);
    static final int MAX_LINE_BYTES = 4096;
    static final int MAX_NAME_CHARS = 32;
    static final int BACKLOG = 1024;

    /** As much as Parley keeps for the slowest member of a room. */
    static final int MAX_WAITING_BYTES = 4 * 1024 * 1024;

    private Yard() {}

    /** What a guest's lines begin with: at most 99 bytes. */
    static byte[] prefix(String name) {
        String begin = name.strip();
        return ('<' + begin.substring(0, Math.min(MAX_NAME_CHARS, begin.length())) + "> ").getBytes(UTF_8);
    }

    /**
     * Tells a guest's room by his name: with {@code --rooms many} it is what that has in front of a dash, {@code r0017} for
     * {@code r0017-00002}; else there is one room.
     */
    static UnaryOperator<String> rooms(String[] args) {
        boolean many = value(args, "--rooms", "one").equals("many");
        return many ? Yard::beforeDash : _ -> "";
    }

    private static String beforeDash(String name) {
        int dash = name.indexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    static int port(String[] args) {
        return Integer.parseInt(value(args, "--port", "12000"));
    }

    /** The word behind {@code option}. */
    static String value(String[] args, String option, String otherwise) {
        ImmutableList<String> words = ImmutableList.copyOf(args);
        int at = words.indexOf(option);
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : otherwise;
    }

    /** The first line of output, for which whoever started this waits. */
    static void listening(String program, int port, String name) {
        IO.println(program + " is listening on 0.0.0.0:" + port + " (" + name + ")");
    }
}
