package dev.parley.cli;

import ch.qos.logback.classic.LoggerContext;
import com.google.common.net.HostAndPort;
import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Room;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatListener;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Profile;
import dev.parley.tls.IdentityFiles;
import dev.parley.tls.ServerTls;
import dev.parley.tls.ServerTlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley server}: one room, until the process is told to end. */
@Command(
        name = "server",
        description = "Opens a chat room on a TCP port.",
        sortOptions = false)
final class ServerCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Option(names = "--port", paramLabel = "N", defaultValue = "12000",
            description = "TCP port, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDR", defaultValue = "0.0.0.0",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String bind = "";

    @Option(names = "--transport", paramLabel = "NAME", defaultValue = "nio",
            description = "nio, virtual or platform (default: ${DEFAULT-VALUE}).")
    private String transport = "";

    @Option(names = "--loops", paramLabel = "N", defaultValue = "0",
            description = "Event loops of the nio transport (default: one a core).")
    private int loops;

    @Option(names = "--profile", paramLabel = "NAME", defaultValue = "standard",
            description = "standard or classic (default: ${DEFAULT-VALUE}).")
    private Profile profile = Profile.STANDARD;

    @Mixin
    private TlsFiles tlsFiles = new TlsFiles();

    @Option(names = "--tls-client-ca", paramLabel = "FILE",
            description = "PEM: lets nobody in without a certificate from one of these.")
    private @Nullable Path clientIssuers;

    @Mixin
    private final LimitFlags limits = new LimitFlags();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and end.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Transport chosen = chosenTransport();
        int wantedPort = checkedPort();
        ServerTlsOptions tlsOptions = tlsOptions();
        try {
            return tlsOptions == null
                    ? serve(chosen, wantedPort)
                    : serve(securedBy(ServerTls.load(tlsOptions), chosen), wantedPort);
        } catch (IOException e) {
            return fail("Cannot use TLS: " + e.getMessage());
        }
    }

    private int serve(Transport chosen, int wantedPort) throws InterruptedException {
        Console console = new Console();
        ChatServer server = ChatServer.create(options(), new ConnectionLines(console));
        try {
            Endpoint endpoint = server.open(chosen, new InetSocketAddress(InetAddress.getByName(bind), wantedPort));
            HostAndPort bound = HostAndPort.fromParts(bind, endpoint.address().getPort());
            console.println("Parley is listening on " + bound + " (" + transport + (tlsFiles.identity() == null ? "" : ", TLS") + ")");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--loops: " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            return fail("Cannot listen on " + bind + ": there is no such address.");
        } catch (IOException e) {
            return fail("Cannot listen on " + HostAndPort.fromParts(bind, port) + ": " + e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, console), "parley-stop"));
        // Until a signal comes.
        Thread.currentThread().join();
        return 0;
    }

    private Transport securedBy(ServerTls tls, Transport chosen) {
        try {
            Transport secured = chosen.secured(tls);
            ReloadOnHangUp.of(tls);
            return secured;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--tls-cert: " + e.getMessage(), e);
        }
    }

    private int checkedPort() {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port takes a number from 0 to 65535, not " + port);
        }
        return port;
    }

    /** Null without TLS. */
    private @Nullable ServerTlsOptions tlsOptions() {
        IdentityFiles identity = tlsFiles.identity();
        if (tlsFiles.lacksCertificate() || (identity == null && clientIssuers != null)) {
            throw new ParameterException(spec.commandLine(), "the other --tls options need --tls-cert");
        }
        if (identity == null) {
            return null;
        }
        ServerTlsOptions options = ServerTlsOptions.of(identity);
        return clientIssuers == null ? options : options.withClientIssuers(clientIssuers);
    }

    private ChatOptions options() {
        try {
            return limits.applyTo(ChatOptions.defaults()
                    .withProfile(profile)
                    .withTransport(TransportOptions.defaults().withLoops(loops)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), LimitFlags.flagFirst(e.getMessage()), e);
        }
    }

    private Transport chosenTransport() {
        Map<String, Transport> known = new TreeMap<>();
        ServiceLoader.load(Transport.class).forEach(found -> known.put(found.name(), found));
        Transport chosen = known.get(transport);
        if (chosen == null) {
            String names = String.join(", ", known.keySet());
            throw new ParameterException(
                    spec.commandLine(), "There is no transport '" + transport + "'; there are: " + names);
        }
        return chosen;
    }

    private int fail(String why) {
        spec.commandLine().getErr().println(why);
        return FAILED;
    }

    private static void stop(ChatServer server, Console console) {
        if (!server.stop(GRACE)) {
            LoggerFactory.getLogger(ServerCommand.class)
                    .warn("Some guests did not take all that was sent to them within {} s.", GRACE.toSeconds());
        }
        console.close();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.stop();
        }
        // A stop on request is a success; left alone, the JVM would report the signal.
        Runtime.getRuntime().halt(0);
    }

    /** What the classic server printed. */
    private record ConnectionLines(Console console) implements ChatListener {
        @Override
        public void joined(Room room, String name) {
            console.println(name + " connected");
        }

        @Override
        public void left(Room room, String name, CloseReason reason) {
            console.println(name + " disconnected");
        }
    }
}
