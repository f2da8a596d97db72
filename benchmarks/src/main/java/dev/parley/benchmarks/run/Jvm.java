package dev.parley.benchmarks.run;

import java.nio.file.Path;

/** The Java that this program runs on, for the processes it starts. */
final class Jvm {
    private Jvm() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
