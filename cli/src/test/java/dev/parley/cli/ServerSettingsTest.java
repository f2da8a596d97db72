package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration files: what they give, what wins, and what is said of those that are wrong. */
class ServerSettingsTest {
    @TempDir
    private Path folder;

    /** A file, and what is said of it behind its name. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("prot: 1", List.of(":1:1: there is no key 'prot'; did you mean 'port'?")),
                Arguments.of("port: 1\n\n\ntransprot: nio", List.of(":4:1: there is no key 'transprot'; did you mean 'transport'?")),
                Arguments.of("Port: 1", List.of(":1:1: there is no key 'Port'; did you mean 'port'?")),
                Arguments.of("{\"port\": 1,\n \"loop\": 2}", List.of(":2:2: there is no key 'loop'; did you mean 'loops'?")),
                Arguments.of("config: other.yaml", List.of(":1:1: there is no key 'config'; there are: bans, bind, ")),
                Arguments.of("port: 70000", List.of(":1:1: --port takes a number from 0 to 65535, not 70000")),
                Arguments.of("# one\nport: many", List.of(":2:1: Invalid value for option '--port': 'many' is not an int")),
                Arguments.of("loops: -1", List.of(":1:1: --loops must be at least 0, not -1")),
                Arguments.of("transport: pigeon", List.of(":1:1: There is no transport 'pigeon'; there are: ")),
                Arguments.of("profile: baroque", List.of(":1:1: Invalid value for option '--profile': expected one of")),
                Arguments.of("grace: -1", List.of(":1:1: --grace takes at least 0 seconds, not -1")),
                Arguments.of("user: u", List.of(":1:1: there is no key 'user'; did you mean 'users'?")),
                Arguments.of("users: /no/such", List.of(":1:1: --users: cannot read /no/such: there is no such file")),
                Arguments.of("password-tries: 0", List.of(":1:1: --password-tries must be at least 1, not 0")),
                Arguments.of("proxy-protocol-from: lb", List.of(":1:1: --proxy-protocol-from: 'lb' is no address or network")),
                Arguments.of("tls-key: key.pem", List.of(":1:1: the other --tls options need --tls-cert")),
                Arguments.of("tls-cert: c.pem\nproxy-protocol-from: 10.0.0.1", List.of(": --proxy-protocol-from and --tls-cert do not go together")),
                Arguments.of("tls-cert: c.pem\ntls-key: k.pem\ngrace: -1", List.of(":3:1: --grace takes at least 0 seconds, not -1")),
                Arguments.of(
                        "tls-cert: c.pem\ntls-key: k.pem\nproxy-protocol-from: 10.0.0.1",
                        List.of(": --proxy-protocol-from and --tls-cert do not go together")),
                Arguments.of("port:", List.of(":1:1: 'port' takes one value")),
                Arguments.of("port: [1, 2]\nbind: {a: b}", List.of(":1:1: 'port' takes one value", ":2:1: 'bind' takes one value")),
                Arguments.of("port: 1\nport: 2", List.of(":2:1: ")),
                Arguments.of("- port: 1", List.of(":1:1: keys and values are expected, as in 'port: 12000'")),
                Arguments.of("port", List.of(":1:1: keys and values are expected, as in 'port: 12000'")),
                Arguments.of("prot: 1\nloops: x\nbnid: y", List.of(":1:1: there is", ":3:1: there is", ":2:1: Invalid value")),
                Arguments.of("port: 1\nbind: \"unfinished", List.of(":")));
    }

    @Test
    void whatCanChangeWhileTheServerRuns_isAKey() {
        assertThat(ServerSettings.read(List.of(), null).values()).containsKeys(LimitFlags.LIVE_KEYS.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeIsToldWithItsPlace(String text, List<String> problems) throws IOException {
        Path file = write(text);
        List<String> told = ServerSettings.read(List.of(), file).problems();
        assertThat(told).hasSameSizeAs(problems);
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i)).startsWith(file + problems.get(i)).doesNotContain("\n");
        }
    }

    /** By itself the first one is wrong: the room would have no place for four such lines. */
    @Test
    void entriesThatFitOnlyTogetherAreFine() throws IOException {
        String fits = "max-line-bytes: 1000000\ntranscript-bytes: 100000000\n";
        assertThat(ServerSettings.read(List.of(), write(fits)).problems()).isEmpty();
        Path alone = write("max-line-bytes: 1000000\n");
        assertThat(ServerSettings.read(List.of(), alone).problems())
                .singleElement()
                .asString()
                .startsWith(alone + ":1:1: --transcript-bytes must be at least");
    }

    @Test
    void aKeyThatResemblesNoneIsAnsweredWithAll() throws IOException {
        assertThat(ServerSettings.read(List.of(), write("colour-of-the-door: red")).problems())
                .singleElement()
                .asString()
                .contains("; there are: bans, bind, ")
                .contains("port")
                .doesNotContain("config");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        Path nowhere = folder.resolve("nowhere.yaml");
        assertThat(ServerSettings.read(List.of(), nowhere).problems())
                .containsExactly("cannot read " + nowhere + ": there is no such file");
    }

    @Test
    void flagsWinOverTheFile_andTheFileOverTheDefaults() throws IOException {
        Path file = write("# ours\nport: 1\ntransport: virtual\nprofile: Classic\n");
        ServerSettings settings = ServerSettings.read(List.of("--port", "2"), file);
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.effective())
                .contains("port: 2  # flag", "transport: virtual  # " + file + ":3", "loops: 0  # default", "# events: not set");
    }

    @Test
    void whatWouldRunIsAFileThatGivesTheSame() throws IOException {
        Path file = write("bind: '::1'\nport: 0\nevents: 'a \"file\": #1''s'\n");
        ServerSettings settings = ServerSettings.read(List.of("--loops=3"), file);
        assertThat(settings.problems()).isEmpty();
        Path copy = folder.resolve("copy.yaml");
        Files.write(copy, settings.effective());
        ServerSettings again = ServerSettings.read(List.of(), copy);
        assertThat(again.problems()).isEmpty();
        assertThat(again.values()).isEqualTo(settings.values()).containsEntry("loops", "3").containsEntry("bind", "::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "{}", "---\n"})
    void anEmptyFileChangesNothing(String text) throws IOException {
        ServerSettings settings = ServerSettings.read(List.of(), write(text));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.values()).isEqualTo(ServerSettings.read(List.of(), null).values());
    }

    @Test
    void wrongFlagsAreAProblemWithoutAPlace() throws IOException {
        assertThat(ServerSettings.read(List.of("--port", "70000"), null).problems())
                .containsExactly("--port takes a number from 0 to 65535, not 70000");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("parley.yaml"), text);
    }
}
