package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says of its arguments, and of servers that it cannot reach. */
class ClientArgumentsIT {
    private record Result(int exitCode, String out, String err) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client",
                "client localhost",
                "client localhost 12000 more",
                "client localhost port",
                "client localhost 0",
                "client localhost 65536",
                "client localhost -1",
                "client --unknown localhost 12000"
            })
    void wrongArguments_areAnsweredWithTheClassicLine(String args) throws Exception {
        String line = "Please enter IP address and port number" + System.lineSeparator();
        assertThat(run(args)).isEqualTo(new Result(2, "", line));
    }

    @Test
    void help() throws Exception {
        Result result = run("client --help");
        assertThat(result.exitCode).isZero();
        assertThat(result.out).contains("Usage: parley client", "HOST", "PORT");
        assertThat(result.err).isEmpty();
    }

    @Test
    void rootHelp_listsAllCommands_thoseOfTheScriptIncluded() throws Exception {
        Result result = run("--help");
        assertThat(result.exitCode).isZero();
        assertThat(result.out).contains("Usage: parley", "server", "client", "./parley bench --help");
        assertThat(result.err).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--nonsense"})
    void unknownCommandOrOption_isOneLine(String args) throws Exception {
        Result result = run(args);
        assertThat(result.exitCode).isEqualTo(2);
        assertThat(result.out).isEmpty();
        assertThat(result.err.lines())
                .containsExactly("parley: unknown command or option: " + args + " (see parley --help)");
    }

    @Test
    void noArguments_showTheUsage() throws Exception {
        Result result = run("");
        assertThat(result.exitCode).isEqualTo(2);
        assertThat(result.err).startsWith("Usage: parley").contains("client");
    }

    @Test
    void nobodyListens_isOneLine() throws Exception {
        Result result = run("client 127.0.0.1 " + portWhereNobodyListens());
        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.out).isEmpty();
        assertThat(result.err.lines()).singleElement().asString()
                .startsWith("Cannot connect to 127.0.0.1 on port ").endsWith("Connection refused");
    }

    @Test
    void unknownHost_isOneLine() throws Exception {
        Result result = run("client no-such-host.invalid 12000");
        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.err.lines()).containsExactly("Cannot connect to no-such-host.invalid: there is no such host");
    }

    private static int portWhereNobodyListens() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Result run(String args) throws Exception {
        List<String> words = args.isEmpty() ? List.of() : List.of(args.split(" "));
        try (Program program = Program.start(words.toArray(String[]::new))) {
            program.endInput();
            return new Result(program.awaitExit(), program.awaitRestOfOutput(), program.awaitErrors());
        }
    }
}
