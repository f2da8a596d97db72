package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.client.ChatClient;
import dev.parley.client.ChatConnection;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code parley client HOST PORT}: shows what arrives and sends what is typed. */
@Command(name = "client", description = "Joins a chat room.")
final class ClientCommand implements Callable<Integer> {
    /** All there is to say about wrong arguments; the classic client's words. */
    static final String WRONG_ARGUMENTS = "Please enter IP address and port number";

    @Parameters(index = "0", paramLabel = "HOST", description = "Name or IP address of the server.")
    private String host = "";

    @Parameters(index = "1", paramLabel = "PORT", converter = Port.class, description = "Its port, 1 to 65535.")
    private int port;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and end.")
    boolean help;

    /** Picocli makes the instances and fills them. */
    ClientCommand() {}

    /** Returns the exit code: 0 if the user ended the dialogue, 1 if the server did. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ChatConnection connection = connect()) {
            Dialogue dialogue = new Dialogue(connection);
            Outcome outcome = isOnTerminal() ? talkOnTerminal(dialogue) : talkPlainly(dialogue);
            if (outcome.complaint() != null) {
                System.err.println(outcome.complaint());
            }
            return outcome.exitCode();
        }
    }

    private ChatConnection connect() throws IOException {
        try {
            return ChatConnection.open(new InetSocketAddress(host, port), ChatClient.DEFAULT_DEADLINE);
        } catch (UnknownHostException e) {
            throw new IOException("Cannot connect to " + host + ": there is no such host", e);
        } catch (IOException e) {
            throw new IOException("Cannot connect to " + host + " on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOnTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static Outcome talkOnTerminal(Dialogue dialogue) throws IOException, InterruptedException {
        try (Terminal terminal = utf8Terminal()) {
            return new TerminalChat(dialogue, terminal).run();
        }
    }

    private static Terminal utf8Terminal() throws IOException {
        // Each of the three would otherwise follow the locale.
        return TerminalBuilder.builder().encoding(UTF_8).stdinEncoding(UTF_8).stdoutEncoding(UTF_8).build();
    }

    private static Outcome talkPlainly(Dialogue dialogue) throws InterruptedException {
        // Not System.out, which would hide that nobody reads any more.
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        return new PlainChat(dialogue, new PlainScreen(dialogue, out, System.err), System.in).run();
    }

    /** A port that can be connected to. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int port = Integer.parseInt(text);
            if (port < 1 || port > 65_535) {
                throw new TypeConversionException(text + " is not a port");
            }
            return port;
        }
    }
}
