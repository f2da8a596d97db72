package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Standard output of the server, written by a thread of its own: if nobody reads it, guests do not notice. It is UTF-8
 * whatever the locale. Thread: any.
 */
final class Console implements AutoCloseable {
    /** What is printed while so many lines wait is lost. */
    private static final int MAX_LINES_WAITING = 64 * 1024;

    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final PrintStream out;
    private final ThreadPoolExecutor printer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_LINES_WAITING),
            Thread.ofPlatform().name("parley-console").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /** What was said before {@link #open}; null since. Guarded by this. */
    private @Nullable List<String> early = new ArrayList<>();

    Console() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    Console(OutputStream out) {
        this.out = new PrintStream(out, true, UTF_8);
    }

    /** Prints this first, whatever was said before: guests may come in while it is still being found out. */
    synchronized void open(String firstLine) {
        List<String> before = early;
        if (before != null) {
            early = null;
            println(firstLine);
            before.forEach(this::println);
        }
    }

    synchronized void println(String line) {
        if (early == null) {
            printer.execute(() -> out.println(line));
        } else if (early.size() < MAX_LINES_WAITING) {
            early.add(line);
        }
    }

    /** Waits for the last lines, but not for ever. */
    @Override
    public void close() {
        printer.shutdown();
        try {
            if (!printer.awaitTermination(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
                printer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
