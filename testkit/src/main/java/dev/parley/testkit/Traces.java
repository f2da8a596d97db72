package dev.parley.testkit;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** The threads and sockets of the program at one moment. */
record Traces(Set<Thread> threads, long sockets) {
    private static final String OUR_THREADS = "parley-";
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Traces now() {
        return new Traces(ourThreads(), countSockets());
    }

    /** Checks that there are no more of them than then. Skips the sockets, visibly, where the system does not tell. */
    void assertNothingIsNew(Network network) {
        assertEquals(Set.of(), newThreads(), "threads that were left behind");
        assumeTrue(Files.isDirectory(DESCRIPTORS), "sockets are not checked: there is no " + DESCRIPTORS);
        Deadline.await(
                network,
                () -> countSockets() <= sockets,
                () -> (countSockets() - sockets) + " sockets were left behind");
    }

    /** Those that are here to stay: an executor that has terminated counts a thread out just before it is gone. */
    Set<Thread> newThreads() {
        return ourThreads().stream()
                .filter(thread -> !threads.contains(thread) && !endsInAMoment(thread))
                .collect(toSet());
    }

    private static boolean endsInAMoment(Thread thread) {
        try {
            return thread.join(MOMENT);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static Set<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(OUR_THREADS))
                .collect(toSet());
    }

    private static long countSockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(Traces::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // Closed since the folder was listed.
            return false;
        }
    }
}
