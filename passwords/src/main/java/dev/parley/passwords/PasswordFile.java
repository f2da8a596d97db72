package dev.parley.passwords;

import dev.parley.passwords.PasswordLines.User;
import dev.parley.server.Authenticator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets those in who are in a file, and others if that says so. A line is
 *
 * <pre>
 * # a comment
 * ann:$2b$12$...:operator
 * bob:$2b$12$...
 * *:$2b$12$...             all others, by the password of the room
 * *:                       or all others without one
 * </pre>
 *
 * <p>Names are the same whatever their case. Without a line for others, names that are not in the file are asked for a password
 * like those that are, and it takes as long to refuse them.
 *
 * <p>Thread: any, for every method. Hashes are computed on at most as many threads as half of the processors, which end when there is
 * nothing to do; at most {@value #MAX_WAITING} guests wait for them, others are told to try again.
 */
public final class PasswordFile implements Authenticator, AutoCloseable {
    private static final int MAX_WAITING = 1024;

    private final Path file;
    private final ThreadPoolExecutor threads = threads();

    private volatile PasswordLines lines;

    private PasswordFile(Path file, PasswordLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read, or something in it is wrong: one line for people, with the number of the line
     */
    public static PasswordFile load(Path file) throws IOException {
        return new PasswordFile(file, PasswordLines.read(file));
    }

    /** Only looks whether it could be {@linkplain #load loaded}. */
    public static void check(Path file) throws IOException {
        PasswordLines.read(file);
    }

    /**
     * Reads the file again. It counts for whoever comes in from now on.
     *
     * @throws IOException as {@link #load} does; nothing has changed then
     */
    public void reload() throws IOException {
        lines = PasswordLines.read(file);
    }

    @Override
    public boolean needsPassword(String name) {
        PasswordLines lines = this.lines;
        return lines.users().containsKey(Authenticator.keyOf(name)) || !"".equals(lines.others());
    }

    @Override
    public CompletionStage<Verdict> check(Attempt attempt) {
        PasswordLines lines = this.lines;
        User user = lines.users().get(Authenticator.keyOf(attempt.name()));
        return CompletableFuture.supplyAsync(() -> verdict(user, lines, attempt.password()), threads);
    }

    private static Verdict verdict(@Nullable User user, PasswordLines lines, String password) {
        if (user == null) {
            return verdictForOthers(lines, password);
        }
        if (!PasswordHash.matches(user.hash(), password)) {
            return Verdict.REFUSED;
        }
        return user.isOperator() ? Verdict.OPERATOR : Verdict.GUEST;
    }

    private static Verdict verdictForOthers(PasswordLines lines, String password) {
        String others = lines.others();
        if (others != null) {
            // Without a hash it was needed when he was asked for it.
            return others.isEmpty() || PasswordHash.matches(others, password) ? Verdict.GUEST : Verdict.REFUSED;
        }
        // So long takes a name that is in the file.
        boolean _ = lines.dearest() != null && PasswordHash.matches(lines.dearest(), password);
        return Verdict.REFUSED;
    }

    /** Ends its threads; those who still wait for an answer get none. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static ThreadPoolExecutor threads() {
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name("parley-passwords-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
