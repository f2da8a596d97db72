package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.result.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley bench}: measures servers, and says what came out. */
@Command(
        name = "parley bench",
        description = "Compares Parley's transports with each other, and with what one could have chosen instead.",
        sortOptions = false)
public final class BenchCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--quick", description = "A short set, in two to three minutes: good for a look.")
    private boolean quick;

    @Option(names = "--scenario", paramLabel = "S", split = ",", description = "Only these; --list has their names.")
    private List<String> scenarioNames = List.of();

    @Option(names = "--contestants", paramLabel = "C", split = ",", description = "Only these; --list has their names.")
    private List<String> contestantNames = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How often everything is measured (default: 3, quick: 2).")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of each timed part (default: 1.5, quick: 1).")
    private @Nullable Double seconds;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before each timed part (default: 1, quick: 0.7).")
    private @Nullable Double warmUp;

    @Option(names = "--members", paramLabel = "N", description = "Members of each room.")
    private @Nullable Integer members;

    @Option(names = "--writers", paramLabel = "N", description = "How many of them speak.")
    private @Nullable Integer writers;

    @Option(names = "--in-flight", paramLabel = "N", description = "Closed loop: lines of a room on their way at once.")
    private @Nullable Integer inFlight;

    @Option(names = "--rate", paramLabel = "N", description = "Open loop: lines a second.")
    private @Nullable Integer rate;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go (default: benchmarks/target/bench).")
    private @Nullable Path out;

    @Option(names = "--list", description = "Show scenarios and contestants, and end.")
    private boolean list;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and end.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final String command;

    BenchCommand(String command) {
        this.command = command;
    }

    /** Ends the process: 0 when all runs were made, 1 if something went wrong on our side, 2 on wrong usage. */
    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    static CommandLine commandLine(String... args) {
        OneLineErrors errors = new OneLineErrors();
        return new CommandLine(new BenchCommand(("./parley bench " + String.join(" ", args)).strip()))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            list(spec.commandLine().getOut());
            return 0;
        }
        Settings settings = settings();
        ImmutableList<Scenario> scenarios = scenarios(settings);
        ImmutableList<ServerUnderTest> servers = servers();
        if (servers.isEmpty()) {
            return FAILED;
        }
        publish(compare(settings, scenarios, servers));
        return 0;
    }

    private Comparison compare(
            Settings settings, ImmutableList<Scenario> scenarios, ImmutableList<ServerUnderTest> servers)
            throws IOException, InterruptedException {
        Cores cores = Cores.ofThisProcess();
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Progress progress = new Progress(System.err, System::nanoTime);
        Rounds all = new Rounds(
                servers,
                scenarios,
                contestantNames.isEmpty() ? Contestants::belongIntoTheSet : ServerUnderTest::takesPartIn,
                settings.rounds(),
                new SingleRun(cores),
                progress);
        return new Comparison(
                started,
                command,
                Machine.commit(home()),
                Machine.describe(cores),
                quick,
                servers.stream().map(ServerUnderTest::contestant).toList(),
                all.make());
    }

    private void publish(Comparison comparison) throws IOException {
        Path folder = out == null ? home().resolve("benchmarks/target/bench") : out;
        Report.write(comparison, folder);
        PrintWriter console = spec.commandLine().getOut();
        console.print(PlainTable.of(comparison));
        console.println("Open " + folder.resolve("index.html"));
        console.flush();
    }

    /** The checkout, as the script tells it. */
    private static Path home() {
        return Path.of(System.getProperty("parley.home", "."));
    }

    private Settings settings() {
        Settings usual = quick ? Settings.shortSet() : Settings.defaults();
        return new Settings(
                quick,
                rounds == null ? usual.rounds() : (int) atLeast(1, rounds, "--rounds"),
                warmUp == null ? usual.warmUpSeconds() : atLeast(0, warmUp, "--warm-up"),
                seconds == null ? usual.seconds() : atLeast(0.1, seconds, "--seconds"),
                checked(2, members, "--members"),
                checked(1, writers, "--writers"),
                checked(1, inFlight, "--in-flight"),
                checked(1, rate, "--rate"));
    }

    private @Nullable Integer checked(int least, @Nullable Integer value, String option) {
        return value == null ? null : (Integer) (int) atLeast(least, value, option);
    }

    private double atLeast(double least, double value, String option) {
        if (!(value >= least)) {
            throw usageError("%s must be at least %s, not %s".formatted(option, plain(least), plain(value)));
        }
        return value;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private ImmutableList<Scenario> scenarios(Settings settings) {
        refuseUnknown(scenarioNames, Scenarios.names(), "scenario");
        ImmutableList<Scenario> chosen = Scenarios.chosen(scenarioNames, settings);
        for (Scenario scenario : chosen) {
            int sessions = scenario.load().rooms() * scenario.load().members();
            if (sessions > LoadPlan.MAX_SESSIONS) {
                throw usageError(scenario.name() + " would need " + sessions + " sessions; the generator can hold "
                        + LoadPlan.MAX_SESSIONS);
            }
        }
        return chosen;
    }

    private ImmutableList<ServerUnderTest> servers() {
        Set<String> known = new HashSet<>();
        Contestants.all().forEach(server -> known.add(server.contestant().name()));
        refuseUnknown(contestantNames, known, "contestant");
        ImmutableList.Builder<ServerUnderTest> present = ImmutableList.builder();
        for (ServerUnderTest server : wanted()) {
            String why = server.missing();
            if (why == null) {
                present.add(server);
            } else {
                System.err.println(server.contestant().name() + " does not take part: " + why);
            }
        }
        return present.build();
    }

    private List<ServerUnderTest> wanted() {
        if (contestantNames.isEmpty()) {
            return quick ? Contestants.quick() : Contestants.all();
        }
        return Contestants.all().stream()
                .filter(server -> contestantNames.contains(server.contestant().name()))
                .toList();
    }

    private void refuseUnknown(List<String> names, Collection<String> known, String what) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw usageError("there is no " + what + " '" + name + "'; --list has their names");
            }
        }
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void list(PrintWriter out) {
        out.println("Scenarios:");
        Scenarios.chosen(List.of(), Settings.defaults())
                .forEach(scenario -> out.printf("  %-17s %s%n", scenario.name(), scenario.variant()));
        out.println("Contestants:");
        Contestants.all()
                .forEach(server -> out.printf(
                        "  %-17s %s%s%n",
                        server.contestant().name(),
                        server.contestant().description(),
                        server.missing() == null ? "" : " (not here: " + server.missing() + ")"));
        out.flush();
    }
}
