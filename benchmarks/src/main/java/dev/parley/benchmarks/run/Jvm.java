package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;

/** The Java that this program runs on, for the processes it starts. */
final class Jvm {
    private Jvm() {}

    /** What starts a program on this JVM's class path. */
    static ImmutableList<String> command(List<String> flags, String main, List<String> args) {
        return ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(flags)
                .add("-cp", System.getProperty("java.class.path"), main)
                .addAll(args)
                .build();
    }
}
