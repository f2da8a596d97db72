package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.wire.Greeting;
import java.nio.ByteBuffer;

/** Parley's own wire, which the yardsticks speak, too: {@code docs/protocol.md}, profile {@code standard}. */
public final class ParleyDialect implements Dialect {
    static final String NAME = "parley";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Handshake handshake(String name, String room, Role role) {
        return new Introduction(name);
    }

    @Override
    public byte[] said(String room, String text) {
        return (text + '\n').getBytes(US_ASCII);
    }

    @Override
    public byte[] delivered(String name, String room, String text) {
        return ('<' + name + "> " + text + '\n').getBytes(US_ASCII);
    }

    @Override
    public int messageBytes(ByteBuffer in) {
        return bytesToLineEnd(in);
    }

    @Override
    public boolean isDelivery(ByteBuffer message) {
        return message.get(message.position()) == '<';
    }

    /** How many bytes there are up to the first LF, this included; 0 if there is none. */
    static int bytesToLineEnd(ByteBuffer in) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                return i - in.position() + 1;
            }
        }
        return 0;
    }

    /** Waits for the prompt, gives the name, waits for the welcome. */
    private static final class Introduction implements Handshake {
        private static final byte[] NOTHING = {};

        private final byte[] name;
        private boolean asked;
        private boolean joined;

        Introduction(String name) {
            this.name = (name + '\n').getBytes(US_ASCII);
        }

        @Override
        public byte[] hello() {
            return NOTHING;
        }

        @Override
        public byte[] hear(ByteBuffer received) {
            if (!asked) {
                return hearPrompt(received);
            }
            int bytes = bytesToLineEnd(received);
            if (bytes > 0) {
                hearWelcome(take(received, bytes).stripTrailing());
            }
            return NOTHING;
        }

        private byte[] hearPrompt(ByteBuffer received) {
            if (received.remaining() < Greeting.PROMPT.length()) {
                return NOTHING;
            }
            String prompt = take(received, Greeting.PROMPT.length());
            if (!prompt.equals(Greeting.PROMPT)) {
                throw new IllegalStateException("instead of the prompt the server said: " + prompt);
            }
            asked = true;
            return name;
        }

        private void hearWelcome(String line) {
            if (!line.equals(Greeting.WELCOME)) {
                throw new IllegalStateException("instead of the welcome the server said: " + line);
            }
            joined = true;
        }

        private static String take(ByteBuffer from, int bytes) {
            byte[] taken = new byte[bytes];
            from.get(taken);
            return new String(taken, US_ASCII);
        }

        @Override
        public boolean isJoined() {
            return joined;
        }
    }
}
