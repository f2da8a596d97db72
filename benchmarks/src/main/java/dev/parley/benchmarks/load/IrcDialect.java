package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.benchmarks.load.LineHandshake.Step;
import java.nio.ByteBuffer;

/** IRC as ngIRCd speaks it with all hosts hidden behind one name: a room is a channel. */
final class IrcDialect implements Dialect {
    /** What ngIRCd's {@code CloakHost} is set to. */
    static final String HOST = "bench";

    @Override
    public String name() {
        return "irc";
    }

    /** Registered at the end of the message of the day, joined at the end of the list of names. */
    @Override
    public Handshake handshake(String name, String room, Role role) {
        String hello = "NICK " + name + "\r\nUSER " + name + " 0 * :bench\r\n";
        Step registered = new Step(" 376 ", "JOIN #" + room + "\r\n");
        Step joined = new Step(" 366 ", "");
        return new LineHandshake(hello, "ERROR ", registered, joined);
    }

    @Override
    public byte[] said(String room, String text) {
        return ("PRIVMSG #" + room + " :" + text + "\r\n").getBytes(US_ASCII);
    }

    /** The tilde says that nobody has vouched for the user's name. */
    @Override
    public byte[] delivered(String name, String room, String text) {
        String from = ':' + name + "!~" + name + '@' + HOST;
        return (from + " PRIVMSG #" + room + " :" + text + "\r\n").getBytes(US_ASCII);
    }

    @Override
    public int messageBytes(ByteBuffer in) {
        return ParleyDialect.bytesToLineEnd(in);
    }

    @Override
    public boolean isDelivery(ByteBuffer message) {
        return message.get(message.position()) == ':' && commandLetter(message) == 'P';
    }

    /** Who comes and goes, and changes of mode; and pings, which come without a sender. */
    @Override
    public boolean isAside(ByteBuffer message) {
        if (message.get(message.position()) != ':') {
            return message.get(message.position()) == 'P';
        }
        byte letter = commandLetter(message);
        return letter == 'J' || letter == 'Q' || letter == 'M';
    }

    /** The first letter of the second word; 0 if there is none. */
    private static byte commandLetter(ByteBuffer message) {
        for (int i = message.position(); i < message.limit() - 1; i++) {
            if (message.get(i) == ' ') {
                return message.get(i + 1);
            }
        }
        return 0;
    }
}
