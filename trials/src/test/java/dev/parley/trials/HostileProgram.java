package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HostileCrowd} as a program. It has the lowest priority, since the work of attacking would elsewhere be done by other
 * machines; how much it has done, it tells at the end. Thread: one at a time.
 */
final class HostileProgram implements AutoCloseable {
    private static final long SECONDS_TO_END = 30;

    private final Process process;
    private final BufferedReader words;

    /** How many of each kind there are. */
    final String kinds;

    private HostileProgram(Process process) throws IOException {
        this.process = process;
        words = process.inputReader(UTF_8);
        try {
            kinds = said();
        } catch (IOException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Starts it; the guests come from then on. */
    static HostileProgram start(InetSocketAddress server, int guests, long seed) throws IOException {
        List<String> command = new ArrayList<>();
        if (!System.getProperty("os.name").startsWith("Windows")) {
            command.addAll(List.of("nice", "-n", "19"));
        }
        command.addAll(ServerProcess.java("-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(List.of(
                HostileProgram.class.getName(), String.valueOf(server.getPort()), String.valueOf(guests), String.valueOf(seed)));
        return new HostileProgram(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Takes the server's port on the loopback interface, how many guests there shall be, and a seed. Goes on until its input ends. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HostileCrowd crowd = HostileCrowd.start(server, Integer.parseInt(args[1]), Long.parseLong(args[2]));
        try (crowd) {
            System.out.println(crowd.kinds());
            System.in.transferTo(System.err);
        }
        System.out.println(crowd.deeds());
    }

    /** Ends it. Returns what they did, and fails if they could not go on to the end. */
    String end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).as("whether the hostile ones have ended").isTrue();
        assertThat(process.exitValue()).as("how the hostile ones have ended").isZero();
        return said();
    }

    private String said() throws IOException {
        @Nullable String line = words.readLine();
        if (line == null) {
            throw new AssertionError("the hostile ones say nothing");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
