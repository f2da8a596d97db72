package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.passwords.PasswordHash;
import dev.parley.server.Profile;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley password}: a line for the file of {@code parley server --users}. The password is typed, and no argument. */
@Command(name = "password", description = "Asks for a password, and prints a line for the file of server --users.")
final class PasswordCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final String ALL_OTHERS = "*";

    @Parameters(index = "0", paramLabel = "NAME", description = "Whose it is; '*': that of all who are not in the file.")
    private String name = "";

    @Option(names = "--operator", description = "He may tell others to leave.")
    private boolean operator;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and end.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        check();
        String password = ask();
        if (password == null) {
            return FAILED;
        }
        try {
            // UTF-8 whatever the locale, as the file is.
            PrintStream out = new PrintStream(System.out, true, UTF_8);
            out.println(name + ":" + PasswordHash.of(password) + (operator ? ":operator" : ""));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            return fail("Not taken: " + e.getMessage() + ".");
        }
    }

    private void check() {
        boolean isForOthers = name.equals(ALL_OTHERS);
        if (isForOthers && operator) {
            throw new ParameterException(spec.commandLine(), "not everybody can be an operator");
        }
        String badName = isForOthers ? null : Profile.STANDARD.refusalOf(name);
        if (badName != null) {
            throw new ParameterException(spec.commandLine(), "nobody can have that name: " + badName);
        }
    }

    /** Null if it was not given properly, which has been told then. */
    private @Nullable String ask() throws IOException {
        Console console = Optional.ofNullable(System.console()).filter(Console::isTerminal).orElse(null);
        if (console != null) {
            char[] first = console.readPassword("Password for %s: ", name);
            char[] again = console.readPassword("Once more: ");
            if (first == null || again == null || !Arrays.equals(first, again)) {
                return failed("Those two differ.");
            }
            return new String(first);
        }
        // Its reader would take more than the line, which matters to nobody: the program ends here.
        String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        return line == null ? failed("There is no password on the input.") : line;
    }

    private @Nullable String failed(String why) {
        fail(why);
        return null;
    }

    private int fail(String why) {
        spec.commandLine().getErr().println(why);
        return FAILED;
    }
}
