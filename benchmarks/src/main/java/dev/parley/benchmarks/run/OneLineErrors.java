package dev.parley.benchmarks.run;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what is wrong in one line on standard error: no usage dump, no stack trace. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** The arguments make no sense: exit code 2. */
    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        problem.getCommandLine().getErr().println("parley bench: " + firstLine(problem) + " (see ./parley bench --help)");
        return ExitCode.USAGE;
    }

    /** The command failed: exit code 1. */
    @Override
    public int handleExecutionException(Exception problem, CommandLine commandLine, ParseResult parsed) {
        commandLine.getErr().println("parley bench: " + firstLine(problem));
        return ExitCode.SOFTWARE;
    }

    private static String firstLine(Exception problem) {
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }
}
