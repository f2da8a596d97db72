package dev.parley.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ServerEvent.Line;
import dev.parley.client.ServerEvent.LineTooLong;
import dev.parley.client.ServerEvent.PasswordPrompt;
import dev.parley.client.ServerEvent.Prompt;
import dev.parley.client.ServerEvent.Welcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ServerParserTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String PASSWORD_PROMPT = "Please enter your password: ";
    private static final String WELCOME = "You are connected to chatroom.";
    private static final int MAX_LINE_BYTES = 64;

    private final List<ServerEvent> events = new ArrayList<>();
    private final ServerParser parser = new ServerParser(MAX_LINE_BYTES, events::add);

    @Test
    void standardProfile() {
        assertThat(eventsOf(PROMPT + WELCOME + "\n<ann> hi\n* bob joined\n"))
                .containsExactly(new Prompt(), new Welcome(), new Line("<ann> hi"), new Line("* bob joined"));
    }

    @Test
    void classicProfile_gluesTheNextLineToTheWelcome() {
        assertThat(eventsOf(PROMPT + WELCOME + "<ann> hi\n"))
                .containsExactly(new Prompt(), new Welcome(), new Line("<ann> hi"));
    }

    @Test
    void refusedName_isANoticeAndThePromptAgain() {
        assertThat(eventsOf(PROMPT + "* That name is taken.\n" + PROMPT + WELCOME + "\n"))
                .containsExactly(new Prompt(), new Line("* That name is taken."), new Prompt(), new Welcome());
    }

    @Test
    void aNameThatNeedsAPassword() {
        assertThat(eventsOf(PROMPT + PASSWORD_PROMPT + "* Wrong password.\n" + PROMPT + PASSWORD_PROMPT + WELCOME + "\n"))
                .containsExactly(
                        new Prompt(),
                        new PasswordPrompt(),
                        new Line("* Wrong password."),
                        new Prompt(),
                        new PasswordPrompt(),
                        new Welcome());
    }

    @Test
    void almostAPasswordPrompt_isALine() {
        assertThat(eventsOf("Please enter your pass\nPlease enter your pusername: \n"))
                .containsExactly(new Line("Please enter your pass"), new Line("Please enter your pusername: "));
    }

    @Test
    void greetings_areReportedWithTheirLastByte() {
        feed(PROMPT.substring(0, 27));
        assertThat(events).isEmpty();
        feed(" ");
        assertThat(events).containsExactly(new Prompt());
        feed(WELCOME);
        assertThat(events).containsExactly(new Prompt(), new Welcome());
    }

    @Test
    void onlyOneLineFeed_belongsToTheWelcome() {
        assertThat(eventsOf(WELCOME + "\n\n")).containsExactly(new Welcome(), new Line(""));
    }

    @Test
    void greetings_countAtTheStartOfALineOnly() {
        assertThat(eventsOf("x" + PROMPT + "\nY" + WELCOME + "\n"))
                .containsExactly(new Line("x" + PROMPT), new Line("Y" + WELCOME));
    }

    @Test
    void greetings_countUntilTheWelcomeOnly() {
        assertThat(eventsOf(WELCOME + "\n" + PROMPT + "\n" + WELCOME + "\n"))
                .containsExactly(new Welcome(), new Line(PROMPT), new Line(WELCOME));
    }

    @Test
    void almostAGreeting_isALine() {
        assertThat(eventsOf("Please\nYou are\nPlease enter your username:\n"))
                .containsExactly(new Line("Please"), new Line("You are"), new Line("Please enter your username:"));
    }

    @Test
    void endOfStream_completesTheLine() {
        assertThat(eventsOf("Please en")).containsExactly(new Line("Please en"));
        assertThat(eventsOf(WELCOME + "<ann> h")).containsExactly(new Welcome(), new Line("<ann> h"));
        assertThat(eventsOf("one\n")).containsExactly(new Line("one"));
    }

    @Test
    void carriageReturnBeforeLineFeed_isDropped() {
        assertThat(eventsOf("one\r\n" + WELCOME + "two\r\n"))
                .containsExactly(new Line("one"), new Welcome(), new Line("two"));
    }

    @Test
    void overlongLine_isLeftOut() {
        String tooLong = "x".repeat(MAX_LINE_BYTES + 1);
        assertThat(eventsOf(tooLong + "\n" + WELCOME + "\n" + tooLong + "\nok\n" + tooLong))
                .containsExactly(new LineTooLong(), new Welcome(), new LineTooLong(), new Line("ok"), new LineTooLong());
    }

    @Test
    void controlCharacters_areReplaced() {
        assertThat(eventsOf("\u001b[2J\u0007a\tb\u009b1m\r.\n"))
                .containsExactly(new Line("\uFFFD[2J\uFFFDa\tb\uFFFD1m\uFFFD."));
    }

    @Test
    void malformedUtf8_isReplaced() {
        parser.parse(ByteBuffer.wrap("caf\u00e9\n".getBytes(ISO_8859_1)));
        assertThat(events).containsExactly(new Line("caf\uFFFD"));
    }

    @Property
    void everyCut_givesTheSameEvents(@ForAll("streams") String stream) {
        byte[] bytes = stream.getBytes(UTF_8);
        List<ServerEvent> whole = eventsOf(bytes, bytes.length);
        for (int cut = 0; cut < bytes.length; cut++) {
            assertThat(eventsOf(bytes, cut)).isEqualTo(whole);
        }
        assertThat(eventsByteByByte(bytes)).isEqualTo(whole);
    }

    @Property
    void noBytes_yieldControlCharacters(@ForAll("noise") byte[] bytes) {
        for (ServerEvent event : eventsOf(bytes, bytes.length / 2)) {
            if (event instanceof Line(String text)) {
                assertThat(text.chars().filter(c -> c != '\t')).noneMatch(Character::isISOControl);
            }
        }
    }

    /** Streams made of everything that matters to the parser, in any order. */
    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        PROMPT, WELCOME, "\n", "\r\n", "\r", "Please", "You", "P", "Y", "* no\n", "<ann> hi\n",
                        "\u00e9\u20ac\uD83D\uDE00", "x".repeat(MAX_LINE_BYTES), "\u001b[0m")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    /** Bytes of which a good part is control characters, in one byte or two, and line ends. */
    @Provide
    Arbitrary<byte[]> noise() {
        Arbitrary<Byte> any = Arbitraries.bytes();
        Arbitrary<Byte> likely = Arbitraries.of((byte) '\n', (byte) 0xC2, (byte) 0x9B, (byte) 0x1B, (byte) 'P', (byte) 'Y');
        return Arbitraries.oneOf(any, likely).array(byte[].class).ofMaxSize(200);
    }

    private void feed(String text) {
        parser.parse(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private static List<ServerEvent> eventsOf(String stream) {
        return eventsByteByByte(stream.getBytes(UTF_8));
    }

    private static List<ServerEvent> eventsOf(byte[] bytes, int cut) {
        List<ServerEvent> events = new ArrayList<>();
        ServerParser parser = new ServerParser(MAX_LINE_BYTES, events::add);
        parser.parse(ByteBuffer.wrap(Arrays.copyOf(bytes, cut)));
        parser.parse(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
        parser.end();
        return events;
    }

    private static List<ServerEvent> eventsByteByByte(byte[] bytes) {
        List<ServerEvent> events = new ArrayList<>();
        ServerParser parser = new ServerParser(MAX_LINE_BYTES, events::add);
        for (byte b : bytes) {
            parser.parse(ByteBuffer.wrap(new byte[] {b}));
        }
        parser.end();
        return events;
    }
}
