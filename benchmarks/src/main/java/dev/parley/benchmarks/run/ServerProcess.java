package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A server under test while it runs. Thread: one at a time. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on \\S*:(\\d+)");
    private static final Duration START_DEADLINE = Duration.ofSeconds(20);
    private static final int LOOK_AGAIN_MILLIS = 10;

    private final Process process;
    private final Path output;
    private final ServerCommand command;
    private final Target target;

    private ServerProcess(ServerCommand command, ServerUnderTest server, Cores cores, Path workDir)
            throws IOException, InterruptedException {
        this.command = command;
        // Into a file: it must never wait for somebody to read.
        this.output = workDir.resolve("server.out");
        List<String> words = cores.forServer(command.cores(), command.words());
        this.process = new ProcessBuilder(words)
                .redirectOutput(output.toFile())
                .redirectError(workDir.resolve("server.err").toFile())
                .start();
        try {
            int port = awaitPort(workDir.resolve("server.err"));
            this.target = new Target(
                    server.dialect(), "127.0.0.1", port, process.pid(), command.isJvm(), server.joinsAtOnce(), command.certificate());
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts it, and returns when one can connect.
     *
     * @throws IOException if it ends, or does not listen in time, with its own words
     */
    static ServerProcess start(ServerUnderTest server, Scenario scenario, Cores cores, Path workDir)
            throws IOException, InterruptedException {
        Path ownDir = Files.createDirectory(workDir.resolve("server"));
        return new ServerProcess(server.command(scenario, ownDir), server, cores, workDir);
    }

    Target target() {
        return target;
    }

    private int awaitPort(Path errors) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_DEADLINE.toNanos();
        while (System.nanoTime() < end) {
            OptionalInt port = command.port() == 0 ? announcedPort() : connectedPort();
            if (port.isPresent()) {
                return port.getAsInt();
            }
            if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("the server ended at once: " + lastLine(errors));
            }
        }
        throw new IOException("the server did not listen within " + START_DEADLINE.toSeconds() + " s");
    }

    private OptionalInt announcedPort() throws IOException {
        return LISTENING.matcher(Files.readString(output))
                .results()
                .map((MatchResult match) -> match.group(1))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    private OptionalInt connectedPort() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), command.port())) {
            return OptionalInt.of(command.port());
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    static String lastLine(Path file) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    /** At once: how it stops is not what is measured. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
