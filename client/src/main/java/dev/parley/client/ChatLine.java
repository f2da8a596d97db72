package dev.parley.client;

import dev.parley.wire.Greeting;

/**
 * A line that arrived in the chat. Parley in the {@code standard} profile sends the first two kinds only, and lets nobody
 * pass for somebody else. The classic chat does not keep lines apart so strictly, which is why there is a third, and why
 * what it sends proves nothing.
 */
public sealed interface ChatLine {

    /** What to show; without the name, or what marks a notice. Holds no control character but TAB. */
    String text();

    /** Somebody said {@code text}: {@code <name> text}. */
    record Said(String name, String text) implements ChatLine {
        @Override
        public String toString() {
            return "<" + name + "> " + text;
        }
    }

    /** The server has something to say: {@code * text}. */
    record Notice(String text) implements ChatLine {
        @Override
        public String toString() {
            return Greeting.NOTICE + text;
        }
    }

    /** Neither of them. */
    record Other(String text) implements ChatLine {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Reads a line as it came over the wire, without its terminator. Every line is one of the three kinds. */
    static ChatLine parse(String line) {
        if (line.startsWith(Greeting.NOTICE)) {
            return new Notice(line.substring(Greeting.NOTICE.length()));
        }
        int nameEnd = line.indexOf("> ");
        return line.startsWith("<") && nameEnd > 0
                ? new Said(line.substring(1, nameEnd), line.substring(nameEnd + 2))
                : new Other(line);
    }
}
