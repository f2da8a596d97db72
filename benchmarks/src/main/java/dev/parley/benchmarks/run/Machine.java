package dev.parley.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What figures have to be read with: the machine, and the revision. */
final class Machine {
    private static final long KIB_IN_GIB = 1024L * 1024;

    private Machine() {}

    static Map<String, String> describe(Cores cores) {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", fieldOf("/proc/cpuinfo", "model name", System.getProperty("os.arch")));
        machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("memory", memory());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        machine.put("placing", cores.arePinned()
                ? "server and generator pinned to cores of their own"
                : "server and generator not pinned");
        return machine;
    }

    private static String memory() {
        String kib = fieldOf("/proc/meminfo", "MemTotal", "").replaceAll("[^0-9]", "");
        return kib.isEmpty() ? "unknown" : Long.parseLong(kib) / KIB_IN_GIB + " GiB";
    }

    private static String fieldOf(String file, String name, String otherwise) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** The revision in that folder, with {@code -dirty} behind it if files were changed; "unknown" outside of git. */
    static String commit(Path home) throws InterruptedException {
        try {
            String revision = git(home, "rev-parse", "--short=12", "HEAD");
            return git(home, "status", "--porcelain", "--untracked-files=no").isEmpty() ? revision : revision + "-dirty";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String git(Path home, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git").directory(home.toFile());
        builder.command().addAll(List.of(args));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("git failed");
        }
        return said;
    }
}
