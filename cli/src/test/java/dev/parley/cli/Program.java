package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The program as users start it, in a process of its own, from the jars in {@code target/lib}. Its locale knows no more than
 * ASCII. Everything that waits fails after 20 s.
 */
final class Program implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 20;

    private final Process process;
    private final ErrorLines errors = new ErrorLines();
    private final CompletableFuture<String> err;

    private Program(Process process) {
        this.process = process;
        this.err = CompletableFuture.supplyAsync(() -> errors.readAll(process.getErrorStream()), Thread::startVirtualThread);
    }

    static Program start(String... args) throws IOException {
        return start(List.of(), args);
    }

    /** The same, where a shell has done {@code setup} first. */
    static Program startAfter(String setup, String... args) throws IOException {
        return start(List.of("sh", "-c", setup + "; exec \"$@\"", "sh"), args);
    }

    private static Program start(List<String> before, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Path.of("target", "lib", "*").toString(),
                "dev.parley.cli.Parley"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return new Program(builder.start());
    }

    static Program client(InetSocketAddress server) throws IOException {
        return start("client", "127.0.0.1", String.valueOf(server.getPort()));
    }

    /** Types, in UTF-8. */
    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends the program's input. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Stops reading what the program prints. */
    void closeOutput() throws IOException {
        process.getInputStream().close();
    }

    /** As much of the output as {@code expected} is long. */
    String awaitOutput(String expected) throws Exception {
        int count = expected.getBytes(UTF_8).length;
        byte[] bytes = CompletableFuture.supplyAsync(() -> readSome(count), Thread::startVirtualThread)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return new String(bytes, UTF_8);
    }

    /** The next line of the output, without its end. */
    String awaitLine() throws Exception {
        return CompletableFuture.supplyAsync(this::readLine, Thread::startVirtualThread)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends it a TERM signal. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends it that signal, such as HUP. */
    void signal(String name) throws Exception {
        assumeNotIgnored(name);
        int exitCode = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        if (exitCode != 0) {
            throw new AssertionError("kill -" + name + " failed: " + exitCode);
        }
    }

    /** A shell's background job has INT ignored, one under nohup has HUP, and their children inherit that. */
    private static void assumeNotIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            String mask = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .findFirst()
                    .orElse("0");
            int number = Map.of("HUP", 1, "INT", 2).getOrDefault(signal, 15);
            assumeTrue((Long.parseUnsignedLong(mask, 16) >> (number - 1) & 1) == 0, signal + " is ignored here");
        }
    }

    /** The rest of the output, up to its end. */
    String awaitRestOfOutput() throws Exception {
        return CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), Thread::startVirtualThread)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Everything on standard error, up to its end. */
    String awaitErrors() throws Exception {
        return err.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until standard error has a line with {@code part} in it, and returns that. */
    String awaitError(String part) throws Exception {
        return CompletableFuture.supplyAsync(() -> errors.lineWith(part), Thread::startVirtualThread)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    int awaitExit() throws InterruptedException, TimeoutException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("still running");
        }
        return process.exitValue();
    }

    private byte[] readSome(int count) {
        try {
            return process.getInputStream().readNBytes(count);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String readLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte[] next = readSome(1); next.length > 0 && next[0] != '\n'; next = readSome(1)) {
            line.write(next[0]);
        }
        return line.toString(UTF_8);
    }

    private static String readAll(InputStream in) {
        try (in) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            in.transferTo(all);
            return all.toString(UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
