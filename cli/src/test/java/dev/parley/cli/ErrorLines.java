package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a program has said on standard error so far. Thread: one reads, any may wait. */
final class ErrorLines {
    // Guarded by this.
    private final StringBuilder all = new StringBuilder();

    /** Those that nobody has waited for yet. */
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    /** Reads up to the end, and returns it all. */
    String readAll(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            reader.lines().forEach(this::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            end();
        }
        return all();
    }

    /** Waits for a line with {@code part} in it. The same line is never returned again: who waits for the next one gets the next one. */
    synchronized String lineWith(String part) {
        try {
            for (; ; ) {
                Optional<String> found =
                        lines.stream().filter(line -> line.contains(part)).findFirst();
                if (found.isPresent()) {
                    lines.remove(found.get());
                    return found.get();
                }
                if (ended) {
                    throw new AssertionError("'" + part + "' is not in: " + all);
                }
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }

    private synchronized void add(String line) {
        all.append(line).append('\n');
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized String all() {
        return all.toString();
    }
}
