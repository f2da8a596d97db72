package dev.parley.cli;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong in one line on standard error: no usage dump, no stack trace. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** The arguments make no sense: exit code 2. */
    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine commandLine = problem.getCommandLine();
        commandLine.getErr().println(complaint(problem));
        return ExitCode.USAGE;
    }

    private static String complaint(ParameterException problem) {
        if (problem.getCommandLine().getCommand() instanceof ClientCommand) {
            return ClientCommand.WRONG_ARGUMENTS;
        }
        return "parley: "
                + (problem instanceof UnmatchedArgumentException unmatched
                        ? "unknown command or option: " + unmatched.getUnmatched().getFirst()
                        : firstLine(problem))
                + " (see " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help)";
    }

    /** The command failed: exit code 1. */
    @Override
    public int handleExecutionException(Exception problem, CommandLine commandLine, ParseResult parsed) {
        commandLine.getErr().println(firstLine(problem));
        return ExitCode.SOFTWARE;
    }

    private static String firstLine(Exception problem) {
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }
}
