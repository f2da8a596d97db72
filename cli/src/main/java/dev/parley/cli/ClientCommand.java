package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.client.ChatClient;
import dev.parley.client.ChatConnection;
import dev.parley.tls.IdentityFiles;
import dev.parley.tls.TlsContexts;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
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

    @Option(names = "--tls", description = "Speak TLS; the other --tls options imply it.")
    private boolean tls;

    @Option(names = "--tls-ca", paramLabel = "FILE",
            description = "PEM: who may vouch for the server (default: whom Java trusts).")
    private @Nullable Path issuers;

    @Mixin
    private TlsFiles tlsFiles = new TlsFiles();

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
        SSLContext context = tlsContext();
        InetSocketAddress server = new InetSocketAddress(host, port);
        try {
            return context == null
                    ? ChatConnection.open(server, ChatClient.DEFAULT_DEADLINE)
                    : ChatConnection.open(server, ChatClient.DEFAULT_DEADLINE, context);
        } catch (UnknownHostException e) {
            throw new IOException("Cannot connect to " + host + ": there is no such host", e);
        } catch (IOException e) {
            throw new IOException("Cannot connect to " + host + " on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Null for a plain connection. */
    private @Nullable SSLContext tlsContext() throws IOException {
        IdentityFiles identity = tlsFiles.identity();
        if (tlsFiles.lacksCertificate()) {
            throw new IOException("Cannot use TLS: --tls-key and --tls-password-file need --tls-cert");
        }
        if (!tls && issuers == null && identity == null) {
            return null;
        }
        try {
            return TlsContexts.forClient(issuers, identity);
        } catch (IOException e) {
            throw new IOException("Cannot use TLS: " + e.getMessage(), e);
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
