package dev.parley.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a server is to run with: the flags, then the configuration file, then the defaults. The file's keys are the command's
 * options, so whoever adds an option has added a key.
 *
 * @param command with all values set
 * @param flags the keys whose values were given as flags
 * @param problems one line each; if there are any, the values must not be used
 */
record ServerSettings(
        ServerCommand command, CommandLine line, Set<String> flags, @Nullable ConfigFile file, List<String> problems) {

    /** More changed letters than that, and a key is no misspelling of another. */
    private static final int MAX_CHANGED_LETTERS = 3;

    private static final String NOT_SET = "not set";

    /** @param args those of the command line behind {@code server} */
    static ServerSettings read(List<String> args, @Nullable Path path) {
        ConfigFile file = path == null ? null : ConfigFile.read(path);
        List<String> problems = new ArrayList<>();
        CommandLine line = commandLine(file);
        if (file != null) {
            problems.addAll(file.problems());
            checkKeys(file, keys(line), problems);
        }
        Set<String> flags = new HashSet<>();
        String problem = problemOf(line, args, flags);
        if (problem != null) {
            explain(problem, args, file, problems);
        }
        return new ServerSettings(line.getCommand(), line, flags, file, List.copyOf(problems));
    }

    private static void checkKeys(ConfigFile file, Map<String, OptionSpec> known, List<String> problems) {
        for (ConfigFile.Entry entry : file.entries().values()) {
            if (!known.containsKey(entry.key())) {
                problems.add(file.at(entry, "there is no key '" + entry.key() + "'" + suggestion(entry.key(), known)));
            }
        }
    }

    /** Looks for entries that are wrong by themselves, so that they can be told with their place. */
    private static void explain(String problem, List<String> args, @Nullable ConfigFile file, List<String> problems) {
        List<String> found = new ArrayList<>();
        if (file != null) {
            for (ConfigFile.Entry entry : file.entries().values()) {
                String own = problemOf(file, Map.of(entry.key(), entry), List.of());
                if (own != null && !isMendedByAnother(file, entry, args)) {
                    found.add(file.at(entry, own));
                }
            }
        }
        problems.addAll(found.isEmpty() ? List.of(file == null ? problem : file.path() + ": " + problem) : found);
    }

    /** Whether it only lacks what the flags or another entry give, as a key lacks its certificate. */
    private static boolean isMendedByAnother(ConfigFile file, ConfigFile.Entry entry, List<String> args) {
        return problemOf(file, Map.of(entry.key(), entry), args) == null
                || file.entries().values().stream()
                        .filter(other -> !other.equals(entry))
                        .anyMatch(other -> problemOf(file, Map.of(entry.key(), entry, other.key(), other), List.of()) == null);
    }

    private static @Nullable String problemOf(ConfigFile file, Map<String, ConfigFile.Entry> entries, List<String> args) {
        return problemOf(commandLine(new ConfigFile(file.path(), entries, List.of())), args, new HashSet<>());
    }

    /** Null if there is none. */
    private static @Nullable String problemOf(CommandLine line, List<String> args, Set<String> flags) {
        try {
            line.parseArgs(args.toArray(String[]::new)).matchedOptions().forEach(option -> flags.add(keyOf(option)));
            line.<ServerCommand>getCommand().check();
            return null;
        } catch (ParameterException e) {
            return firstLine(e);
        }
    }

    /** Every value with where it comes from, as a file that would give the same. */
    List<String> effective() {
        List<String> lines = new ArrayList<>();
        values().forEach((key, value) -> lines.add(value.equals(NOT_SET)
                ? "# " + key + ": " + NOT_SET
                : key + ": " + quoted(value) + "  # " + sourceOf(key)));
        return lines;
    }

    /** What the keys' values are, as text. */
    Map<String, String> values() {
        Map<String, String> usual = LimitFlags.values(command.options());
        Map<String, String> values = new TreeMap<>();
        keys(line).forEach((key, option) -> {
            Object value = option.getValue();
            values.put(key, value == null ? usual.getOrDefault(key, NOT_SET) : textOf(value));
        });
        return values;
    }

    /** As a user would write it. */
    private static String textOf(Object value) {
        return switch (value) {
            case Enum<?> choice -> choice.toString().toLowerCase(Locale.ROOT);
            case Double number -> LimitFlags.number(number);
            default -> value.toString();
        };
    }

    private String sourceOf(String key) {
        if (flags.contains(key)) {
            return "flag";
        }
        ConfigFile.Entry entry = file == null ? null : file.entries().get(key);
        return entry == null || file == null ? "default" : file.path() + ":" + entry.line();
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./-]+") ? value : "'" + value.replace("'", "''") + "'";
    }

    /** The keys of a file: all options but those about the file and the command itself. */
    private static Map<String, OptionSpec> keys(CommandLine line) {
        Map<String, OptionSpec> keys = new TreeMap<>();
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (!option.usageHelp() && !ServerCommand.NO_KEYS.contains(option.longestName())) {
                keys.put(keyOf(option), option);
            }
        }
        return keys;
    }

    private static String keyOf(OptionSpec option) {
        return option.longestName().substring("--".length());
    }

    private static String suggestion(String key, Map<String, OptionSpec> known) {
        LevenshteinDistance distance = new LevenshteinDistance(MAX_CHANGED_LETTERS);
        return known.keySet().stream()
                .filter(candidate -> distance.apply(key, candidate) >= 0)
                .min(Comparator.comparing(candidate -> distance.apply(key, candidate)))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; there are: " + String.join(", ", known.keySet()));
    }

    private static CommandLine commandLine(@Nullable ConfigFile file) {
        CommandLine line = new CommandLine(new ServerCommand())
                .setCommandName("parley server")
                .setCaseInsensitiveEnumValuesAllowed(true);
        return file == null ? line : line.setDefaultValueProvider(new FileValues(file));
    }

    private static String firstLine(ParameterException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    private record FileValues(ConfigFile file) implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec arg) {
            ConfigFile.Entry entry = arg instanceof OptionSpec option ? file.entries().get(keyOf(option)) : null;
            return entry == null ? null : entry.value();
        }
    }
}
