package dev.parley.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Endpoint;
import dev.parley.server.Access;
import dev.parley.server.Authenticator.Attempt;
import dev.parley.server.Authenticator.Verdict;
import dev.parley.server.ChatListener;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.transport.simulated.SimulatedSocket;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who comes in by a file. */
@Timeout(60)
class PasswordFileTest {
    private static final int QUICK = 4;
    private static final String ANN = "ann:" + PasswordHash.of("of ann", QUICK) + ":operator\n";
    private static final String BOB = "Bob:" + PasswordHash.of("of bob", QUICK) + "\n";

    @TempDir
    private Path folder;

    @Test
    void whoIsInTheFileComesInByHisPassword() throws Exception {
        try (PasswordFile file = load("# ours\n\n" + ANN + BOB)) {
            assertThat(verdict(file, "ann", "of ann")).isEqualTo(Verdict.OPERATOR);
            assertThat(verdict(file, "ANN", "of ann")).isEqualTo(Verdict.OPERATOR);
            assertThat(verdict(file, "bob", "of bob")).isEqualTo(Verdict.GUEST);
            assertThat(verdict(file, "bob", "of ann")).isEqualTo(Verdict.REFUSED);
            assertThat(verdict(file, "bob", "")).isEqualTo(Verdict.REFUSED);
            assertThat(verdict(file, "cem", "of ann")).isEqualTo(Verdict.REFUSED);
            assertThat(file.needsPassword("ann")).isTrue();
            assertThat(file.needsPassword("cem")).isTrue();
        }
    }

    @Test
    void othersComeInByThePasswordOfTheRoom() throws Exception {
        try (PasswordFile file = load(ANN + "*:" + PasswordHash.of("of all", QUICK))) {
            assertThat(verdict(file, "cem", "of all")).isEqualTo(Verdict.GUEST);
            assertThat(verdict(file, "cem", "of ann")).isEqualTo(Verdict.REFUSED);
            assertThat(verdict(file, "ann", "of all")).isEqualTo(Verdict.REFUSED);
            assertThat(file.needsPassword("cem")).isTrue();
        }
    }

    @Test
    void othersComeInWithoutOne_butNotUnderANameThatIsInTheFile() throws Exception {
        try (PasswordFile file = load(ANN + "*:\n")) {
            assertThat(file.needsPassword("cem")).isFalse();
            assertThat(file.needsPassword("aNN")).isTrue();
            assertThat(verdict(file, "aNN", "")).isEqualTo(Verdict.REFUSED);
        }
    }

    @Test
    void anEmptyFileLetsNobodyIn() throws Exception {
        try (PasswordFile file = load("")) {
            assertThat(file.needsPassword("ann")).isTrue();
            assertThat(verdict(file, "ann", "")).isEqualTo(Verdict.REFUSED);
        }
    }

    @Test
    void itIsReadAgain_andAMistakeChangesNothing() throws Exception {
        try (PasswordFile file = load(ANN)) {
            write(ANN + "bob");
            assertThatThrownBy(file::reload).isInstanceOf(IOException.class).hasMessageStartingWith(path() + ":2: a line is");
            assertThat(verdict(file, "ann", "of ann")).isEqualTo(Verdict.OPERATOR);
            write(BOB);
            file.reload();
            assertThat(verdict(file, "ann", "of ann")).isEqualTo(Verdict.REFUSED);
            assertThat(verdict(file, "bob", "of bob")).isEqualTo(Verdict.GUEST);
        }
    }

    /** What is wrong, and what is said of it behind the name of the file. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("ann", ":1: a line is NAME:HASH or NAME:HASH:operator"),
                Arguments.of(ANN + "\n# two\nbob:secret", ":4: this is no bcrypt hash"),
                Arguments.of(ANN + ANN, ":2: that name is in line 1 already"),
                Arguments.of(ANN + ANN.replace("ann", "ANN"), ":2: that name is in line 1 already"),
                Arguments.of(ANN.replace(":operator", ":admin"), ":1: behind the hash can only stand 'operator'"),
                Arguments.of(ANN.replace("ann", "an n"), ":1: nobody can have that name: A name has letters"),
                Arguments.of(ANN.replace("ann:", ":"), ":1: nobody can have that name: A name is needed."),
                Arguments.of(ANN.replace("$04$", "$31$"), ":1: the cost of a hash must be 4 to 16, not 31"),
                Arguments.of(ANN.replace("ann", "*"), ":1: not everybody can be an operator"),
                Arguments.of("*:\n*:\n", ":2: that name is in line 1 already"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeIsToldWithItsLine_andWithoutWhatStandsThere(String text, String problem) throws Exception {
        write(text);
        assertThatThrownBy(() -> PasswordFile.load(path()))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith(path() + problem)
                .doesNotContain("secret", "\n");
    }

    @Test
    void aFileThatIsNotThere_orIsNoText() throws IOException {
        assertThatThrownBy(() -> PasswordFile.check(path())).hasMessage("cannot read " + path() + ": there is no such file");
        Files.write(path(), new byte[] {(byte) 0xFF});
        assertThatThrownBy(() -> PasswordFile.check(path())).hasMessage("cannot read " + path() + ": it is not UTF-8");
    }

    /** The thread that asks is an event loop, as a rule. */
    @Test
    void theCallerIsNotHeldByAHash() throws Exception {
        try (PasswordFile file = load("ann:" + PasswordHash.of("of ann"))) {
            Thread[] computed = new Thread[1];
            CompletableFuture<Verdict> answer = file.check(attempt("ann", "of ann"))
                    .whenComplete((_, _) -> computed[0] = Thread.currentThread())
                    .toCompletableFuture();
            assertThat(answer.isDone()).as("done on the caller's time").isFalse();
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(Verdict.GUEST);
            assertThat(computed[0].getName()).startsWith("parley-passwords-");
        }
    }

    @Test
    void afterItIsClosedThereIsNoAnswer() throws Exception {
        PasswordFile file = load(ANN);
        file.close();
        assertThatThrownBy(() -> file.check(attempt("ann", "of ann"))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void inAServer() throws Exception {
        Simulation simulation = Simulation.withSeed(1);
        try (PasswordFile file = load(ANN + BOB)) {
            ChatOptions options = ChatOptions.defaults().withAccess(Access.open().withAuthenticator(file));
            ChatServer server = ChatServer.create(options, ChatListener.NONE, simulation.scheduler());
            Endpoint endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
            SimulatedSocket ann = simulation.connect(endpoint.address());
            ann.write(ByteBuffer.wrap("ann\nof ann\n".getBytes(StandardCharsets.UTF_8)));
            while (server.room().members().isEmpty()) {
                // The hash is computed in real time.
                simulation.settle();
                Thread.onSpinWait();
            }
            assertThat(server.room().members()).containsExactly("ann");
            server.close();
        }
    }

    private PasswordFile load(String text) throws IOException {
        write(text);
        return PasswordFile.load(path());
    }

    private void write(String text) throws IOException {
        Files.writeString(path(), text);
    }

    private Path path() {
        return folder.resolve("users");
    }

    private static Verdict verdict(PasswordFile file, String name, String password) throws Exception {
        return file.check(attempt(name, password)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Attempt attempt(String name, String password) {
        return new Attempt(name, password, new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711));
    }
}
