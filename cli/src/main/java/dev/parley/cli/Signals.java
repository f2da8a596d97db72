package dev.parley.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the system tells a server: TERM or INT once means to stop, a second time to end at once, with the exit code that shells
 * give for that signal. HUP means to reload. Handlers run on threads of their own, one for each signal.
 */
final class Signals {
    private static final int KILLED_BY_INT = 130;
    private static final int KILLED_BY_TERM = 143;

    private final AtomicBoolean stopping = new AtomicBoolean();

    private Signals() {}

    static void handle(Runnable stop, Runnable reload) {
        Signals signals = new Signals();
        org.jline.utils.Signals.register("INT", () -> signals.stop(stop, KILLED_BY_INT));
        org.jline.utils.Signals.register("TERM", () -> signals.stop(stop, KILLED_BY_TERM));
        org.jline.utils.Signals.register("HUP", reload);
    }

    private void stop(Runnable stop, int exitCodeOfTheSecond) {
        if (stopping.compareAndSet(false, true)) {
            Thread.ofPlatform().name("parley-stop").start(stop);
        } else {
            Runtime.getRuntime().halt(exitCodeOfTheSecond);
        }
    }
}
