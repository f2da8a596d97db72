package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tls.doubles.TestIdentity;
import dev.parley.tls.doubles.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both programs over TLS, and what they say of certificates that are of no use. */
class TlsIT {
    private static final Pattern LISTENING =
            Pattern.compile("Parley is listening on 0\\.0\\.0\\.0:(\\d+) \\((\\w+), TLS\\)");
    private static final String GREETING = "Please enter your username: You are connected to chatroom.\n";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = new TestIssuer("issuer");

    @BeforeEach
    void writeFiles() throws IOException {
        TestIdentity server = issuer.issue("localhost", "127.0.0.1");
        server.writeChain(file("cert.pem"));
        server.writeKey(file("key.pem"));
        TestIdentity.writeCertificates(file("ca.pem"), List.of(issuer.certificate()));
        issuer.issue("ann").writeStore(file("ann.p12"), "secret");
        Files.writeString(file("password"), "secret\n");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    /** Arguments, in which {@code @name} is a file. */
    private Program start(String args) throws IOException {
        return Program.start(args.replace("@", folder + "/").split(" "));
    }

    private static int portOf(String firstLine) {
        Matcher matcher = LISTENING.matcher(firstLine);
        assertThat(firstLine).matches(LISTENING);
        assertThat(matcher.matches()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void theProgramsTalk(String transport) throws Exception {
        try (Program server = start("server --port 0 --tls-cert @cert.pem --tls-key @key.pem --transport " + transport)) {
            int port = portOf(server.awaitLine());
            try (Program ann = start("client --tls-ca @ca.pem localhost " + port)) {
                ann.type("ann\n");
                assertThat(server.awaitLine()).isEqualTo("ann connected");
                try (Program bob = start("client --tls --tls-ca @ca.pem 127.0.0.1 " + port)) {
                    bob.type("bob\nhi ann\n");
                    bob.endInput();
                    assertThat(bob.awaitExit()).isZero();
                }
                String seen = GREETING + "* bob has joined.\n<bob> hi ann\n* bob has left.\n";
                assertThat(ann.awaitOutput(seen)).isEqualTo(seen);
                server.terminate();
                assertThat(server.awaitExit()).isZero();
                assertThat(ann.awaitExit()).isEqualTo(1);
                assertThat(ann.awaitErrors()).isEqualTo("The server closed the connection.\n");
            }
        }
    }

    @Test
    void aServerThatWantsCertificates_letsNobodyElseIn() throws Exception {
        try (Program server = start("server --port 0 --tls-cert @cert.pem --tls-key @key.pem --tls-client-ca @ca.pem")) {
            int port = portOf(server.awaitLine());
            try (Program ann = start(
                            "client --tls-ca @ca.pem --tls-cert @ann.p12 --tls-password-file @password localhost " + port);
                    Program eve = start("client --tls-ca @ca.pem localhost " + port)) {
                ann.type("ann\n");
                assertThat(ann.awaitOutput(GREETING)).isEqualTo(GREETING);
                assertThat(eve.awaitExit()).isEqualTo(1);
                assertThat(eve.awaitErrors()).hasLineCount(1).contains("lets nobody in without a certificate");
            }
        }
    }

    @Test
    void aHangUpReloads_andDisturbsNobody() throws Exception {
        try (Program server = start("server --port 0 --tls-cert @cert.pem --tls-key @key.pem")) {
            int port = portOf(server.awaitLine());
            try (Program ann = start("client --tls-ca @ca.pem localhost " + port)) {
                ann.type("ann\n");
                assertThat(server.awaitLine()).isEqualTo("ann connected");
                TestIssuer next = new TestIssuer("next issuer");
                TestIdentity.writeCertificates(file("next.pem"), List.of(next.certificate()));
                next.issue("localhost").writeChain(file("cert.pem"));
                server.signal("HUP");
                server.awaitError("Certificates are not reloaded, those in use stay: " + file("key.pem"));
                TestIdentity renewed = next.issue("localhost");
                renewed.writeChain(file("cert.pem"));
                renewed.writeKey(file("key.pem"));
                server.signal("HUP");
                server.awaitError("Certificates are reloaded");
                try (Program bob = start("client --tls-ca @next.pem localhost " + port)) {
                    bob.type("bob\nhi ann\n");
                    String seen = GREETING + "* bob has joined.\n<bob> hi ann\n";
                    assertThat(ann.awaitOutput(seen)).isEqualTo(seen);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tls-key @key.pem", "--tls-client-ca @ca.pem", "--tls-password-file @password"})
    void optionsWithoutACertificate_areWrongUsage(String options) throws Exception {
        assertEnds("server --port 0 " + options, 2, "parley: the other --tls options need --tls-cert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tls-cert @none.pem --tls-key @key.pem",
                "--tls-cert @cert.pem --tls-key @none.pem",
                "--tls-cert @cert.pem",
                "--tls-cert @ann.p12",
                "--tls-cert @cert.pem --tls-key @key.pem --tls-client-ca @key.pem"
            })
    void filesThatAreOfNoUse_areOneLine(String options) throws Exception {
        assertEnds("server --port 0 " + options, 1, "Cannot use TLS: " + folder + "/");
    }

    @Test
    void aClientWithFilesOfNoUse_saysSoInOneLine() throws Exception {
        assertEnds("client --tls-ca @none.pem localhost 1", 1, "Cannot use TLS: " + file("none.pem") + ": there is no such file");
        assertEnds("client --tls-key @key.pem localhost 1", 1, "Cannot use TLS: --tls-key");
    }

    @Test
    void aClientThatDoesNotKnowTheIssuer_saysSoInOneLine() throws Exception {
        try (Program server = start("server --port 0 --tls-cert @cert.pem --tls-key @key.pem")) {
            int port = portOf(server.awaitLine());
            assertEnds(
                    "client --tls localhost " + port,
                    1,
                    "Cannot connect to localhost on port " + port
                            + ": The certificate of localhost is from an issuer that is not known here");
        }
    }

    private void assertEnds(String args, int exitCode, String complaint) throws Exception {
        try (Program program = start(args)) {
            program.endInput();
            assertThat(program.awaitExit()).isEqualTo(exitCode);
            assertThat(program.awaitErrors()).hasLineCount(1).startsWith(complaint);
            assertThat(program.awaitRestOfOutput()).isEmpty();
        }
    }
}
