package dev.parley.cli;

import ch.qos.logback.classic.LoggerContext;
import com.google.common.net.HostAndPort;
import dev.parley.api.Endpoint;
import dev.parley.api.EndpointStats;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Profile;
import dev.parley.server.SlowReaders;
import dev.parley.tls.IdentityFiles;
import dev.parley.tls.ServerTls;
import dev.parley.tls.ServerTlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
    /** Options that are about a file, and so make no sense in one. */
    static final Set<String> NO_KEYS = Set.of("--config", "--check-config");

    private static final Logger log = LoggerFactory.getLogger(ServerCommand.class);
    private static final int FAILED = 1;

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

    @Option(names = "--slow-readers", paramLabel = "WHAT", defaultValue = "disconnect",
            description = "disconnect, skip or wait: what becomes of guests who read too slowly (default: ${DEFAULT-VALUE}).")
    private SlowReaders slowReaders = SlowReaders.DISCONNECT;

    @Mixin
    private TlsFiles tlsFiles = new TlsFiles();

    @Option(names = "--tls-client-ca", paramLabel = "FILE",
            description = "PEM: lets nobody in without a certificate from one of these.")
    private @Nullable Path clientIssuers;

    @Mixin
    private final LimitFlags limits = new LimitFlags();

    @Mixin
    private final AccessFlags access = new AccessFlags();

    @Option(names = "--grace", paramLabel = "SECONDS", defaultValue = "5",
            description = "How long a stop waits for guests to take what they were sent (default: ${DEFAULT-VALUE}).")
    private int grace;

    @Option(names = "--events", paramLabel = "FILE",
            description = "Appends events to a file as JSON, one a line; - is standard error.")
    private @Nullable String events;

    @Option(names = "--metrics-port", paramLabel = "N",
            description = "Serves metrics to Prometheus on that port, 0 for a free one (default: none).")
    private @Nullable Integer metricsPort;

    @Option(names = "--metrics-bind", paramLabel = "ADDR", defaultValue = "127.0.0.1",
            description = "Address to serve metrics on (default: ${DEFAULT-VALUE}).")
    private String metricsBind = "";

    @Option(names = "--console",
            description = "Takes commands from standard input, such as kick, mute and ban; help lists them.")
    private boolean operatorConsole;

    @Option(names = "--config", paramLabel = "FILE",
            description = "YAML or JSON with the names of these options as keys; options given here win.")
    private @Nullable Path config;

    @Option(names = "--check-config", description = "Show with which values the server would run, and end.")
    private boolean checkConfig;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and end.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<String> given = spec.root().commandLine().getParseResult().originalArgs();
        List<String> args = given.subList(given.indexOf(spec.name()) + 1, given.size());
        ServerSettings settings = ServerSettings.read(args, config);
        if (!settings.problems().isEmpty()) {
            settings.problems().forEach(problem -> spec.commandLine().getErr().println("parley: " + problem));
            return ExitCode.USAGE;
        }
        if (checkConfig) {
            settings.effective().forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        }
        return settings.command().run(new Reloads(settings, () -> ServerSettings.read(args, config)));
    }

    /** Refuses values that make no sense, before anything is opened. */
    void check() {
        checkPort("--port", port);
        if (metricsPort != null) {
            checkPort("--metrics-port", metricsPort);
        }
        chosenTransport();
        tlsOptions();
        options();
        access.check(profile, tlsFiles.identity() != null);
        if (grace < 0) {
            throw new ParameterException(spec.commandLine(), "--grace takes at least 0 seconds, not " + grace);
        }
    }

    private int run(Reloads reloads) throws InterruptedException {
        try {
            return serve(transportWithTls(reloads), reloads);
        } catch (IOException e) {
            return fail("Cannot use TLS: " + e.getMessage());
        }
    }

    private int serve(Transport ready, Reloads reloads) throws InterruptedException {
        Console console = new Console();
        EventOutputs outputs = new EventOutputs(console);
        if (events != null) {
            try {
                outputs.openJson(events, reloads);
            } catch (IOException | InvalidPathException e) {
                return fail("Cannot write events to " + events + ": " + e.getMessage());
            }
        }
        ChatServer server;
        try {
            server = ChatServer.create(options().withAccess(access.open(reloads)), outputs.listener());
            reloads.add(settings -> server.change(settings.command().options().limits()));
            outputs.keepBans(access.openBans(server.moderation()));
        } catch (IOException e) {
            return fail("Cannot tell who may come in: " + e.getMessage());
        }
        List<Endpoint> opened = new CopyOnWriteArrayList<>();
        // First this: whoever reads where it listens may send a signal at once.
        Signals.handle(() -> stop(server, opened, outputs), reloads::reload);
        try {
            Endpoint endpoint = server.open(ready, new InetSocketAddress(InetAddress.getByName(bind), port));
            opened.add(endpoint);
            if (metricsPort != null) {
                MetricsServer.open(metricsBind, metricsPort, server, endpoint, transport);
            }
            HostAndPort bound = HostAndPort.fromParts(bind, endpoint.address().getPort());
            console.println("Parley is listening on " + bound + " (" + transport + (tlsFiles.identity() == null ? "" : ", TLS") + ")");
            if (operatorConsole) {
                OperatorConsole.start(server.moderation(), console, System.in);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--loops: " + e.getMessage(), e);
        } catch (MetricsServer.NotServed e) {
            server.close();
            return fail(e.getMessage());
        } catch (UnknownHostException e) {
            return fail("Cannot listen on " + bind + ": there is no such address.");
        } catch (IOException e) {
            return fail("Cannot listen on " + HostAndPort.fromParts(bind, port) + ": " + e.getMessage());
        }
        // Until a signal comes.
        Thread.currentThread().join();
        return ExitCode.OK;
    }

    /** The one that was chosen; with a certificate it speaks TLS, and reads that again at each reload. */
    private Transport transportWithTls(Reloads reloads) throws IOException {
        Transport chosen = chosenTransport();
        ServerTlsOptions options = tlsOptions();
        if (options == null) {
            return chosen;
        }
        ServerTls tls = ServerTls.load(options);
        reloads.add(_ -> reload(tls));
        try {
            return chosen.secured(tls);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--tls-cert: " + e.getMessage(), e);
        }
    }

    private static void reload(ServerTls tls) {
        try {
            tls.reload();
            log.info("Certificates are reloaded; they count for whoever connects from now on.");
        } catch (IOException e) {
            log.warn("Certificates are not reloaded, those in use stay: {}", e.getMessage());
        }
    }

    private void checkPort(String option, int port) {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), option + " takes a number from 0 to 65535, not " + port);
        }
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
                    .withAccess(access.access())
                    .withSlowReaders(slowReaders)
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

    private int fail(@Nullable String why) {
        spec.commandLine().getErr().println(why);
        return FAILED;
    }

    private void stop(ChatServer server, List<Endpoint> opened, EventOutputs outputs) {
        if (!server.stop(Duration.ofSeconds(grace))) {
            int cutOff = opened.stream().flatMap(endpoint -> endpoint.stats().stream()).mapToInt(EndpointStats::cutOff).sum();
            log.warn("{} of the guests had not taken all within {} s, and were cut off.", cutOff == 0 ? "Some" : cutOff, grace);
        }
        outputs.close();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.stop();
        }
        // A stop on request is a success; left alone, the JVM would report the signal.
        Runtime.getRuntime().halt(0);
    }
}
