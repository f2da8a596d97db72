package dev.parley.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The root of the command line; by itself it only tells what there is. */
@Command(
        name = "parley",
        description = "Chat rooms over raw TCP sockets.",
        subcommands = {ServerCommand.class, ClientCommand.class, PasswordCommand.class},
        // Of a module of its own, which is built when it is first asked for: the script sees to that.
        footer = {"", "Through the script also:", "  bench   Measures the transports; see ./parley bench --help."})
public final class Parley {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and end.")
    boolean help;

    private Parley() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        OneLineErrors errors = new OneLineErrors();
        CommandLine commandLine = new CommandLine(new Parley())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        if (args.length == 0) {
            commandLine.usage(System.err);
            return ExitCode.USAGE;
        }
        return commandLine.execute(args);
    }
}
