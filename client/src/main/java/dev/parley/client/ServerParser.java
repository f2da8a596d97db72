package dev.parley.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.wire.Greeting;
import dev.parley.wire.LineCutter;
import dev.parley.wire.LineText;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a server into events, however the packets fell.
 *
 * <p>Three greetings have no line end, so they are recognised by their last byte: both prompts always, the welcome in the
 * {@code classic} profile. They count at the start of a line only, and what follows them starts a line again.
 *
 * <pre>{@code
 *        prompt                        LF
 *        .----.              .-------------------.
 *        v    |              v                   |
 *   .---------------. any other byte   .-------------.
 *   |  LINE_START   |----------------->| WITHIN_LINE |
 *   '---------------'                  '-------------'
 *           | welcome
 *           v           LF, left out; or any other byte
 *   .---------------.                  .-------------.
 *   | AFTER_WELCOME |----------------->|    CHAT     |   nothing but lines
 *   '---------------'                  '-------------'
 * }</pre>
 *
 * <p>Thread: one at a time. Memory: that of one {@link LineCutter}.
 */
final class ServerParser {
    private enum Place {
        LINE_START,
        WITHIN_LINE,
        AFTER_WELCOME,
        CHAT
    }

    /** Which of them a line may turn out to be. Where two begin in the same way, it is the first one until they differ. */
    private enum Candidate {
        PROMPT(Greeting.PROMPT),
        PASSWORD_PROMPT(Greeting.PASSWORD_PROMPT),
        WELCOME(Greeting.WELCOME);

        private final String text;

        Candidate(String text) {
            this.text = text;
        }
    }

    private final Consumer<ServerEvent> events;
    private final LineCutter.Sink lines;
    private final LineCutter cutter;

    private Place place = Place.LINE_START;
    private Candidate candidate = Candidate.PROMPT;
    private int matchedBytes;
    private boolean lineBegun;

    ServerParser(int maxLineBytes, Consumer<ServerEvent> events) {
        this.events = events;
        this.cutter = new LineCutter(maxLineBytes);
        this.lines = new LineCutter.Sink() {
            @Override
            public void line(ByteBuffer line) {
                events.accept(new ServerEvent.Line(LineText.clean(LineText.decode(line))));
            }

            @Override
            public void tooLong() {
                events.accept(new ServerEvent.LineTooLong());
            }
        };
    }

    /** Takes everything that remains in {@code in}, which must be backed by an array, and reports what it completes. */
    void parse(ByteBuffer in) {
        while (in.hasRemaining()) {
            switch (place) {
                case LINE_START -> matchGreeting(in);
                case WITHIN_LINE -> cutOneLine(in);
                case AFTER_WELCOME -> skipLineFeed(in);
                case CHAT -> cut(in);
            }
        }
    }

    /** The stream is over: reports the line that has begun, if one has. */
    void end() {
        giveUpGreeting();
        if (lineBegun) {
            cut(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private void matchGreeting(ByteBuffer in) {
        byte next = in.get(in.position());
        Candidate matching = candidateFor(next);
        if (matching == null) {
            giveUpGreeting();
            place = Place.WITHIN_LINE;
            return;
        }
        candidate = matching;
        in.position(in.position() + 1);
        matchedBytes++;
        if (matchedBytes == candidate.text.length()) {
            matchedBytes = 0;
            greeted();
        }
    }

    /** Which greeting goes on like that. */
    private @Nullable Candidate candidateFor(byte next) {
        String begun = candidate.text.substring(0, matchedBytes);
        for (Candidate other : Candidate.values()) {
            if (other.text.startsWith(begun) && other.text.charAt(matchedBytes) == next) {
                return other;
            }
        }
        return null;
    }

    private void greeted() {
        switch (candidate) {
            case PROMPT -> events.accept(new ServerEvent.Prompt());
            case PASSWORD_PROMPT -> events.accept(new ServerEvent.PasswordPrompt());
            case WELCOME -> {
                place = Place.AFTER_WELCOME;
                events.accept(new ServerEvent.Welcome());
            }
        }
    }

    /** What looked like a greeting so far is the beginning of a line. */
    private void giveUpGreeting() {
        String begun = candidate.text.substring(0, matchedBytes);
        matchedBytes = 0;
        cut(ByteBuffer.wrap(begun.getBytes(US_ASCII)));
    }

    private void cutOneLine(ByteBuffer in) {
        int end = in.limit();
        int afterLine = in.position();
        while (afterLine < end && place == Place.WITHIN_LINE) {
            if (in.get(afterLine++) == '\n') {
                place = Place.LINE_START;
            }
        }
        cut(in.limit(afterLine));
        in.limit(end);
    }

    private void skipLineFeed(ByteBuffer in) {
        if (in.get(in.position()) == '\n') {
            in.position(in.position() + 1);
        }
        place = Place.CHAT;
    }

    private void cut(ByteBuffer piece) {
        if (piece.hasRemaining()) {
            lineBegun = piece.get(piece.limit() - 1) != '\n';
            cutter.cut(piece, lines);
        }
    }
}
