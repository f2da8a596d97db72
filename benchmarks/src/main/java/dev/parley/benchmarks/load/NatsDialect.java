package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.benchmarks.load.LineHandshake.Step;
import java.nio.ByteBuffer;

/** NATS: a room is a subject, and a connection is not sent what it has published itself. */
final class NatsDialect implements Dialect {
    private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":false,\"protocol\":1}\r\n";

    @Override
    public String name() {
        return "nats";
    }

    /** The answer to the ping means that the subscription is known. */
    @Override
    public Handshake handshake(String name, String room, Role role) {
        String join = CONNECT + "SUB " + room + " 1\r\nPING\r\n";
        return new LineHandshake("", "-ERR", new Step("INFO ", join), new Step("PONG", ""));
    }

    @Override
    public byte[] said(String room, String text) {
        return ("PUB " + room + ' ' + text.length() + "\r\n" + text + "\r\n").getBytes(US_ASCII);
    }

    @Override
    public byte[] delivered(String name, String room, String text) {
        return ("MSG " + room + " 1 " + text.length() + "\r\n" + text + "\r\n").getBytes(US_ASCII);
    }

    /** A line, and behind the line of a delivery its text, whose length is the line's last word. */
    @Override
    public int messageBytes(ByteBuffer in) {
        int line = ParleyDialect.bytesToLineEnd(in);
        if (line == 0 || !isDelivery(in)) {
            return line;
        }
        int textBytes = 0;
        int digit = 1;
        for (int i = in.position() + line - 3; in.get(i) != ' '; i--) {
            textBytes += digit * (in.get(i) - '0');
            digit *= 10;
        }
        int bytes = line + textBytes + 2;
        return bytes <= in.remaining() ? bytes : 0;
    }

    /** {@code MSG}; of what else the server says, nothing begins with an M. */
    @Override
    public boolean isDelivery(ByteBuffer message) {
        return message.get(message.position()) == 'M';
    }

    /** {@code PING} and {@code INFO}. */
    @Override
    public boolean isAside(ByteBuffer message) {
        byte first = message.get(message.position());
        return first == 'P' || first == 'I';
    }

    /** Each connection is read and routed by a thread of its own. */
    @Override
    public boolean promisesOneOrder() {
        return false;
    }
}
