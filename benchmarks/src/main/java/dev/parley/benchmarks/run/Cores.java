package dev.parley.benchmarks.run;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps the server and the generator apart: the generator gets the last core that this process may use, the server as many of
 * the first ones as it wants. Needs {@code taskset} and two cores; elsewhere the system places both.
 */
final class Cores {
    private final ImmutableList<Integer> usable;

    /** For tests, and for machines on which nothing is known. */
    Cores(List<Integer> usable) {
        this.usable = ImmutableList.copyOf(usable);
    }

    static Cores ofThisProcess() {
        boolean hasTaskset = Programs.find("taskset") != null;
        try {
            return new Cores(hasTaskset ? allowed(Files.readAllLines(Path.of("/proc/self/status"))) : List.of());
        } catch (IOException e) {
            return new Cores(List.of());
        }
    }

    /** From the line {@code Cpus_allowed_list: 0-3,8}. */
    static List<Integer> allowed(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .flatMap(list -> Splitter.on(',').splitToStream(list))
                .flatMapToInt(Cores::range)
                .boxed()
                .toList();
    }

    private static IntStream range(String range) {
        List<String> ends = Splitter.on('-').splitToList(range);
        return IntStream.rangeClosed(Integer.parseInt(ends.getFirst()), Integer.parseInt(ends.getLast()));
    }

    boolean arePinned() {
        return usable.size() > 1;
    }

    List<String> forServer(int cores, List<String> command) {
        return pin(usable.stream().limit(cores).toList(), command);
    }

    List<String> forGenerator(List<String> command) {
        return pin(usable.reverse().stream().limit(1).toList(), command);
    }

    private List<String> pin(List<Integer> cores, List<String> command) {
        if (!arePinned()) {
            return command;
        }
        String list = cores.stream().map(String::valueOf).collect(Collectors.joining(","));
        return ImmutableList.<String>builder()
                .add("taskset", "-c", list)
                .addAll(command)
                .build();
    }
}
