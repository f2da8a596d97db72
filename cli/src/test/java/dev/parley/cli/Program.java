package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final CompletableFuture<String> err;

    /** What stands on standard error so far; its own lock. */
    private final StringBuilder errors = new StringBuilder();

    private Program(Process process) {
        this.process = process;
        this.err = CompletableFuture.supplyAsync(this::readErrors, Thread::startVirtualThread);
    }

    static Program start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
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

    /** Sends it a HUP signal. */
    void hangUp() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid())).start().waitFor();
    }

    /** The rest of the output, up to its end. */
    String awaitRestOfOutput() throws Exception {
        return CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), Thread::startVirtualThread)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until standard error has {@code text}. */
    void awaitError(String text) throws InterruptedException, TimeoutException {
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        synchronized (errors) {
            while (errors.indexOf(text) < 0) {
                long left = due - System.nanoTime();
                if (left <= 0) {
                    throw new TimeoutException("not on standard error: " + text + "; only: " + errors);
                }
                TimeUnit.NANOSECONDS.timedWait(errors, left);
            }
        }
    }

    private String readErrors() {
        try (Reader in = new InputStreamReader(process.getErrorStream(), UTF_8)) {
            char[] some = new char[1024];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                synchronized (errors) {
                    errors.append(some, 0, count);
                    errors.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        synchronized (errors) {
            return errors.toString();
        }
    }

    /** Everything on standard error, up to its end. */
    String awaitErrors() throws Exception {
        return err.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
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
