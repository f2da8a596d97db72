package dev.parley.benchmarks.yardstick;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.run.ServerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, until it is closed. */
record RunningServer(Process process, int port, Path errors) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile(".+ is listening on 0\\.0\\.0\\.0:(\\d+) \\(.+\\)");
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    static RunningServer start(ServerCommand command, Path folder) throws IOException {
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command.words()).redirectError(errors.toFile());
        if (command.port() == 0) {
            Process process = builder.start();
            return new RunningServer(process, announcedPort(process, errors), errors);
        }
        Process process = builder.redirectOutput(folder.resolve("output").toFile()).start();
        RunningServer server = new RunningServer(process, command.port(), errors);
        server.awaitOpenPort();
        return server;
    }

    private static int announcedPort(Process process, Path errors) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String first = output.readLine();
        assertThat(first).as(() -> "the first line of output; errors: " + read(errors)).isNotNull();
        Matcher listening = LISTENING.matcher(first);
        assertThat(listening.matches()).as(first).isTrue();
        return Integer.parseInt(listening.group(1));
    }

    private void awaitOpenPort() {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!isOpen()) {
            assertThat(process.isAlive()).as(() -> "the server ended: " + read(errors)).isTrue();
            assertThat(System.nanoTime()).as("nobody listens on " + port).isLessThan(deadline);
        }
    }

    private boolean isOpen() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Asks it to end, and expects that it does. */
    void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).as("ends when it is told to").isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
