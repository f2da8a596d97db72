package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server program in a process of its own, with little memory. Thread: one at a time. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on \\S*:(\\d+)");
    private static final Duration TO_START = Duration.ofSeconds(30);

    private final Process process;
    private final Path out;
    private final Path err;
    private final int port;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
        // A trial that is interrupted leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "server's end"));
        Trial.await(
                () -> LISTENING.matcher(read(out)).find() || !process.isAlive(),
                TO_START,
                () -> "the server does not listen: " + read(err));
        Matcher listening = LISTENING.matcher(read(out));
        if (!listening.find()) {
            throw new AssertionError("the server has ended: " + read(err));
        }
        this.port = Integer.parseInt(listening.group(1));
    }

    /** Starts it, and returns when it listens. Its output goes to files in {@code folder}. */
    static ServerProcess start(Path folder, String transport, String... flags) throws IOException {
        return start(List.of(), folder, transport, flags);
    }

    /** The same, by way of {@code before}: a command that runs another one. */
    static ServerProcess start(List<String> before, Path folder, String transport, String... flags) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(java("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx256m"));
        command.addAll(List.of("dev.parley.cli.Parley", "server", "--port", "0", "--transport", transport));
        command.addAll(List.of(flags));
        Path out = Files.createTempFile(folder, "server", ".out");
        Path err = Files.createTempFile(folder, "server", ".err");
        return new ServerProcess(
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    /** What starts a main class on the class path of the tests; the class and its arguments follow. */
    static List<String> java(String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** All that it has printed and logged so far. */
    String words() {
        return read(out) + read(err);
    }

    /** Fails if a guest has got a control byte, other than the line ends, into what it prints or logs. */
    void assertCleanWords() {
        String words = words();
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            // Stack traces are indented with tabs.
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                String around = words.substring(Math.max(0, i - 40), i);
                throw new AssertionError("a control character, " + (int) c + ", behind '" + around + "'");
            }
        }
    }

    private static String read(Path file) {
        try {
            // Of bytes that are not UTF-8 it makes a character that is none of a control.
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** At once. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
