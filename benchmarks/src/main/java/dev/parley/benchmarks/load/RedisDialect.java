package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.benchmarks.load.LineHandshake.Step;
import java.nio.ByteBuffer;

/**
 * Redis: a room is a channel of publish and subscribe. A connection that has subscribed hears what it publishes itself, so who
 * speaks is a connection that has not.
 */
final class RedisDialect implements Dialect {
    private static final String REFUSAL = "-ERR";

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Handshake handshake(String name, String room, Role role) {
        return switch (role) {
            // The number of subscriptions ends the answer.
            case LISTENER -> new LineHandshake(command("SUBSCRIBE", room), REFUSAL, new Step(":1\r", ""));
            case SPEAKER -> new LineHandshake(command("PING"), REFUSAL, new Step("+PONG", ""));
            case BOTH -> throw new IllegalArgumentException("who speaks with Redis cannot listen");
        };
    }

    @Override
    public byte[] said(String room, String text) {
        return command("PUBLISH", room, text).getBytes(US_ASCII);
    }

    @Override
    public byte[] delivered(String name, String room, String text) {
        return command("message", room, text).getBytes(US_ASCII);
    }

    private static String command(String... words) {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append(bulk(word));
        }
        return command.toString();
    }

    private static String bulk(String word) {
        return "$" + word.length() + "\r\n" + word + "\r\n";
    }

    /** An array of strings and numbers, or one of them alone. */
    @Override
    public int messageBytes(ByteBuffer in) {
        int at = in.position();
        int parts = 1;
        while (parts > 0) {
            int lineEnd = lineEnd(in, at);
            if (lineEnd < 0) {
                return 0;
            }
            switch (in.get(at)) {
                case '*' -> parts += number(in, at + 1);
                case '$' -> lineEnd += number(in, at + 1) + 2;
                default -> {}
            }
            parts--;
            at = lineEnd;
        }
        return at <= in.limit() ? at - in.position() : 0;
    }

    /** Behind the LF of the line that begins there; -1 if that has not come yet. */
    private static int lineEnd(ByteBuffer in, int from) {
        for (int i = from; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int number(ByteBuffer in, int from) {
        int number = 0;
        for (int i = from; in.get(i) != '\r'; i++) {
            number = 10 * number + in.get(i) - '0';
        }
        return number;
    }

    /** Told from {@code subscribe}, the only other array here, by its first letter. */
    @Override
    public boolean isDelivery(ByteBuffer message) {
        int at = message.position();
        return message.get(at) == '*' && message.get(at + "*3\r\n$7\r\n".length()) == 'm';
    }

    /** How many have received what was published. */
    @Override
    public boolean isAside(ByteBuffer message) {
        return message.get(message.position()) == ':';
    }

    @Override
    public boolean separatesRoles() {
        return true;
    }
}
