package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/** A network of our own, with nothing but a loopback interface, which can lose packets and go down. Thread: one at a time. */
final class Namespace implements AutoCloseable {
    private static final Pattern DROPPED = Pattern.compile("dropped (\\d+)");
    private static final int DEADLINE_SECONDS = 10;

    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    /** Makes one; aborts the test, visibly, where the system does not allow that. */
    static Namespace open() throws IOException {
        String name = "parley-" + ProcessHandle.current().pid();
        if (!run("ip", "netns", "add", name).succeeded()) {
            throw new TestAbortedException("there are no network namespaces for us here: it takes root, and the program ip");
        }
        Namespace namespace = new Namespace(name);
        // For a trial that is interrupted; after any other the name is gone.
        Runtime.getRuntime().addShutdownHook(new Thread(namespace::delete, "namespace's end"));
        namespace.change("ip", "link", "set", "lo", "mtu", "1500", "up");
        return namespace;
    }

    /** What a command has to be preceded by to run in it. */
    List<String> entry() {
        return List.of("ip", "netns", "exec", name);
    }

    /**
     * Loses packets from now on: one in fifty, or where the kernel knows no such loss, what does not fit into a short queue
     * before a slow line. Returns in words which.
     */
    String lose() throws IOException {
        if (inside("tc", "qdisc", "add", "dev", "lo", "root", "netem", "loss", "2%", "delay", "1ms").succeeded()) {
            return "netem, 2 % loss";
        }
        change("tc", "qdisc", "add", "dev", "lo", "root", "tbf", "rate", "4mbit", "burst", "4kb", "limit", "6kb");
        return "a line of 4 Mbit/s behind a queue of 6 KB";
    }

    /** How many packets were lost so far. */
    long lost() throws IOException {
        Matcher dropped = DROPPED.matcher(inside("tc", "-s", "qdisc", "show", "dev", "lo").words);
        return dropped.find() ? Long.parseLong(dropped.group(1)) : 0;
    }

    /** Nothing arrives until the link is up again. */
    void setLink(String state) throws IOException {
        change("ip", "link", "set", "lo", state);
    }

    private void change(String... command) throws IOException {
        Outcome outcome = inside(command);
        if (!outcome.succeeded()) {
            throw new IOException(String.join(" ", command) + ": " + outcome.words);
        }
    }

    private Outcome inside(String... command) throws IOException {
        List<String> all = new ArrayList<>(entry());
        all.addAll(List.of(command));
        return run(all.toArray(new String[0]));
    }

    private record Outcome(int exitCode, String words) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private static Outcome run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    ? new Outcome(process.exitValue(), words)
                    : new Outcome(-1, "it does not end");
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        }
    }

    private Outcome delete() {
        return run("ip", "netns", "delete", name);
    }

    @Override
    public void close() throws IOException {
        Outcome outcome = delete();
        if (!outcome.succeeded()) {
            throw new IOException("the namespace " + name + " is left: " + outcome.words);
        }
    }
}
