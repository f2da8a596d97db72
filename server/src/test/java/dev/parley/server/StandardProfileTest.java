package dev.parley.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.api.TransportOptions;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code standard} column of docs/protocol.md, row by row. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3})
class StandardProfileTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.\n";

    private final Simulation simulation;
    private final ChatServer server;
    private final Endpoint endpoint;

    StandardProfileTest(long seed) throws IOException {
        simulation = Line.simulation(seed);
        ChatOptions options = ChatOptions.defaults()
                .withLimits(Limits.none())
                .withAnnounceUpTo(3)
                .withTransport(TransportOptions.defaults().withMaxLineBytes(64));
        server = ChatServer.create(options, ChatListener.NONE, simulation.scheduler());
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void promptWelcomeAndALine() {
        Line ann = connect();
        assertThat(ann.gets()).isEqualTo(PROMPT);
        assertThat(ann.sends("ann\n").gets()).isEqualTo(WELCOME);
        Line bob = join("bob");
        assertThat(ann.gets()).isEqualTo("* bob has joined.\n");
        bob.sends("hi\r\nhow are you?\n");
        assertThat(ann.gets()).isEqualTo("<bob> hi\n<bob> how are you?\n");
        assertThat(bob.gets()).isEmpty();
        bob.hangsUp();
        assertThat(ann.gets()).isEqualTo("* bob has left.\n");
    }

    @Test
    void nameAndFirstLinesInOnePacket() {
        Line ann = join("ann");
        connect().sends("bob\nhi\nho\n");
        assertThat(ann.gets()).isEqualTo("* bob has joined.\n<bob> hi\n<bob> ho\n");
    }

    @Test
    void aGuestWithoutANameIsNotInTheRoom() {
        Line nobody = connect();
        Line ann = join("ann");
        ann.sends("hello?\n");
        nobody.hangsUp();
        assertThat(ann.gets()).isEmpty();
        assertThat(nobody.gets()).isEqualTo(PROMPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "Ünal_2", "a.b-c", "李雷", "हिन्दी", "x", "abcdefghijklmnopqrstuvwxyz123456", "trailing  \t "})
    void goodNames(String name) {
        Line guest = connect().sends(name + "\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + WELCOME);
        assertThat(server.room().members()).containsExactly(name.stripTrailing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "two words", "<ann>", "a>b", "*", "abcdefghijklmnopqrstuvwxyz1234567", "\u001b[31m",
        " leading", "\u0301a", "ann\u034f", "ann\ufe0f", "\u3164", "\uD83D\uDE00", "a\u0000b", "a\u202eb", "/quit"})
    void badNamesGetAReasonAndThePromptAgain(String name) {
        Line guest = connect().sends(name + "\n");
        assertThat(guest.gets()).matches(PROMPT + "\\* .+\\.\n" + PROMPT);
        assertThat(server.room().members()).isEmpty();
        assertThat(guest.sends("fine\n").gets()).isEqualTo(WELCOME);
    }

    @Test
    void namesAreUniqueIgnoringCaseAndForm() {
        join("Ann");
        join("Noe\u0308l");
        Line other = connect();
        other.gets();
        assertThat(other.sends("aNN\n").gets()).isEqualTo("* The name aNN is taken.\n" + PROMPT);
        assertThat(other.sends("NO\u00CBL\n").gets()).contains("is taken");
        assertThat(server.room().members()).containsExactly("Ann", "No\u00EBl");
    }

    @Test
    void aNameIsFreeAgainWhenItsOwnerHasLeft() {
        join("ann").hangsUp();
        assertThat(server.room().members()).isEmpty();
        join("ANN");
    }

    @Test
    void joinsAndLeavesAreToldOnlyInSmallRooms() {
        Line ann = join("ann");
        join("bob");
        join("carl");
        assertThat(ann.gets()).isEqualTo("* bob has joined.\n* carl has joined.\n");
        Line dora = join("dora");
        dora.hangsUp();
        assertThat(ann.gets()).isEmpty();
    }

    @Test
    void commands() {
        Line ann = join("ann");
        Line bob = join("bob");
        ann.gets();
        assertThat(bob.sends("/who\n").gets()).isEqualTo("* 2 here: ann, bob\n");
        assertThat(bob.sends("/help\n").gets()).startsWith("* ").contains("/who").contains("/quit").contains("//").endsWith("\n");
        assertThat(bob.sends("/dance now\n").gets()).isEqualTo("* There is no command /dance now. Try /help.\n");
        assertThat(bob.sends("/" + "x".repeat(60) + "\n").gets()).hasSizeLessThan(80);
        assertThat(ann.gets()).isEmpty();
        bob.sends("//me says /who\n");
        assertThat(ann.gets()).isEqualTo("<bob> /me says /who\n");
        bob.sends("bye\n/quit\nnever said\n");
        assertThat(bob.gets()).isEqualTo("* Good-bye.\n");
        assertThat(bob.isEnded()).isTrue();
        assertThat(ann.gets()).isEqualTo("<bob> bye\n* bob has left.\n");
    }

    @Test
    void anAnswerComesBehindWhatWasSaidBefore() {
        Line ann = join("ann");
        Line bob = join("bob");
        ann.gets();
        bob.sends("one\n");
        ann.sends("/who\n");
        bob.sends("two\n");
        assertThat(ann.gets()).isEqualTo("<bob> one\n* 2 here: ann, bob\n<bob> two\n");
    }

    @Test
    void emptyLinesAreIgnored() {
        Line ann = join("ann");
        join("bob").sends("\n\r\n\nhi\n");
        assertThat(ann.gets()).isEqualTo("* bob has joined.\n<bob> hi\n");
    }

    @Test
    void badBytesBecomeReplacementCharacters() {
        Line ann = join("ann");
        Line bob = join("bob");
        ann.gets();
        bob.sends("\u001b[31mred\u0007\ttab \u0085\u007f\n");
        assertThat(ann.gets()).isEqualTo("<bob> \uFFFD[31mred\uFFFD\ttab \uFFFD\uFFFD\n");
        bob.sends("caf\u00e9 \u00ff\n".getBytes(ISO_8859_1));
        assertThat(ann.gets()).isEqualTo("<bob> caf\uFFFD \uFFFD\n");
        bob.sends("nul\0bare cr\rhere\n");
        assertThat(ann.gets()).isEqualTo("<bob> nul\uFFFDbare cr\uFFFDhere\n");
    }

    @Test
    void aCharacterCutInTwoPacketsIsWhole() {
        Line ann = join("ann");
        Line bob = join("bob");
        ann.gets();
        byte[] bytes = "na\u00efve \ud83d\ude00\n".getBytes(UTF_8);
        for (byte b : bytes) {
            bob.sends(new byte[] {b});
        }
        assertThat(ann.gets()).isEqualTo("<bob> na\u00efve \ud83d\ude00\n");
    }

    @Test
    void aLineOverTheLimitIsSkippedWithANotice() {
        Line ann = join("ann");
        Line bob = join("bob");
        ann.gets();
        bob.sends("x".repeat(65) + "\nnext\n");
        assertThat(bob.gets()).isEqualTo("* That line has more than 64 bytes. It was not sent.\n");
        assertThat(ann.gets()).isEqualTo("<bob> next\n");
        bob.sends("y".repeat(64) + "\n");
        assertThat(ann.gets()).isEqualTo("<bob> " + "y".repeat(64) + "\n");
    }

    @Test
    void anOverlongNameGetsANoticeAndThePrompt() {
        Line guest = connect().sends("n".repeat(100_000));
        assertThat(guest.gets()).isEqualTo(PROMPT + "* That line has more than 64 bytes. It was not sent.\n" + PROMPT);
        assertThat(guest.sends("\nann\n").gets()).isEqualTo(WELCOME);
    }

    @Test
    void noLineCanPassForANoticeOrForAnother() {
        Line ann = join("ann");
        Line bob = join("bob");
        ann.gets();
        bob.sends("* ann has left.\r<ann> I am ann\u0085<ann> really\n");
        assertThat(ann.gets().lines()).allMatch(line -> line.startsWith("<bob> ")).hasSize(1);
    }

    @Test
    void whoAsksWithoutReadingIsDisconnected() {
        Line bob = join("bob");
        bob.stopsReading();
        bob.sends("/who\n/help\n".repeat(20_000));
        assertThat(server.room().members()).isEmpty();
    }

    @Test
    void stoppingTellsEverybodyAndDeliversWhatWasSaid() {
        Line ann = join("ann");
        Line bob = join("bob");
        bob.sends("last words\n");
        server.close();
        assertThat(ann.gets()).isEqualTo("* bob has joined.\n<bob> last words\n* The server is stopping.\n");
        assertThat(ann.isEnded()).isTrue();
    }

    private Line join(String name) {
        Line guest = connect().sends(name + "\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + WELCOME);
        return guest;
    }

    private Line connect() {
        return Line.connect(simulation, endpoint);
    }
}
