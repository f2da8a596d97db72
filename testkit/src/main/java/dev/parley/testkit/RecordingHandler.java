package dev.parley.testkit;

import static java.util.stream.Collectors.joining;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.wire.LineText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the calls to one session's handler, and notices calls that overlap. What a test wants to happen in a call goes
 * into one of the {@code when...} methods of a subclass.
 *
 * <p>Thread: any may ask and await; every wait has a deadline.
 */
public class RecordingHandler implements SessionHandler {

    /** One call, as it was made. */
    public sealed interface Call {
        record Opened() implements Call {}

        record Line(String text) implements Call {}

        record LineTooLong() implements Call {}

        record ReadComplete() implements Call {}

        record Closed(CloseReason reason) implements Call {}
    }

    private static final int MOST_CALLS_TOLD = 40;

    /** One letter a call. Without a repeated group, for which a pattern needs stack by the length of the text. */
    private static final Pattern GRAMMAR = Pattern.compile("o([ltr]*r)?c");

    /** A call that throws may be the last one before closed. */
    private static final Pattern GRAMMAR_OF_FAILED = Pattern.compile("o[ltr]*c");

    private final Session session;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    private volatile Network network = Network.sockets();
    private volatile boolean isOpen;

    // Guarded by this.
    private final List<Call> calls = new ArrayList<>();
    private final List<String> overlaps = new ArrayList<>();
    private final List<Call> callsBack = new ArrayList<>();
    private @Nullable Thread notToBeCalledOn;

    public RecordingHandler(Session session) {
        this.session = session;
    }

    public final Session session() {
        return session;
    }

    /** From now on, waits by this network instead of {@link Network#sockets()}. */
    public final void waitBy(Network network) {
        this.network = network;
    }

    // --- What a test adds.

    protected void whenOpened() {}

    protected void whenLine(String line) {}

    protected void whenLineTooLong() {}

    protected void whenReadComplete() {}

    protected void whenClosed(CloseReason reason) {}

    // --- Called by the transport.

    @Override
    public final void opened() {
        try {
            during(new Call.Opened(), this::whenOpened);
        } finally {
            isOpen = true;
        }
    }

    @Override
    public final void line(ByteBuffer line) {
        String text = LineText.decode(line);
        during(new Call.Line(text), () -> whenLine(text));
    }

    @Override
    public final void lineTooLong() {
        during(new Call.LineTooLong(), this::whenLineTooLong);
    }

    @Override
    public final void readComplete() {
        during(new Call.ReadComplete(), this::whenReadComplete);
    }

    @Override
    public final void closed(CloseReason reason) {
        during(new Call.Closed(reason), () -> whenClosed(reason));
    }

    private void during(Call call, Runnable reaction) {
        Thread caller = Thread.currentThread();
        Thread other = inside.compareAndExchange(null, caller);
        try {
            note(call, caller, other);
            reaction.run();
        } finally {
            if (other == null) {
                inside.set(null);
            }
        }
    }

    private synchronized void note(Call call, Thread caller, @Nullable Thread other) {
        if (other != null) {
            overlaps.add(call + " on " + caller + " while a call was under way on " + other);
        }
        if (caller == notToBeCalledOn) {
            callsBack.add(call);
        }
        calls.add(call);
    }

    // --- Asked by tests. Thread: any.

    /** All lines so far. */
    public final synchronized List<String> lines() {
        return calls.stream()
                .filter(Call.Line.class::isInstance)
                .map(call -> ((Call.Line) call).text())
                .toList();
    }

    /** How many calls of one kind there were. */
    public final synchronized int count(Class<? extends Call> kind) {
        return (int) calls.stream().filter(kind::isInstance).count();
    }

    public final boolean isClosed() {
        return count(Call.Closed.class) > 0;
    }

    /** Waits until {@code opened} has been called and has returned. */
    public final void awaitOpened() {
        await(() -> isOpen, "opened");
    }

    /** Waits for so many lines, and returns all there were. */
    public final List<String> awaitLines(int atLeast) {
        await(() -> count(Call.Line.class) >= atLeast, atLeast + " lines");
        return lines();
    }

    /** Waits for so many calls of {@code readComplete} since the session was opened. */
    public final void awaitReads(int atLeast) {
        await(() -> count(Call.ReadComplete.class) >= atLeast, atLeast + " calls of readComplete");
    }

    public final void awaitTooLong() {
        await(() -> count(Call.LineTooLong.class) > 0, "lineTooLong");
    }

    /** Waits for the end, and returns its reason. */
    public final CloseReason awaitClosed() {
        await(this::isClosed, "closed");
        return reason();
    }

    private synchronized CloseReason reason() {
        return calls.stream()
                .filter(Call.Closed.class::isInstance)
                .map(call -> ((Call.Closed) call).reason())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Checks that {@code action} does not call this handler on its own stack. It must not wait, since on a network without
     * threads the calls are made where somebody waits.
     */
    public final void assertNotCalledDuring(Runnable action) {
        notToBeCalledOn(Thread.currentThread());
        try {
            action.run();
        } finally {
            notToBeCalledOn(null);
        }
        assertNotCalledBack();
    }

    private synchronized void notToBeCalledOn(@Nullable Thread thread) {
        notToBeCalledOn = thread;
    }

    private synchronized void assertNotCalledBack() {
        if (!callsBack.isEmpty()) {
            throw new AssertionError("called back on the caller's stack: " + callsBack);
        }
    }

    /** Checks T01 and T02 for a session that is over. */
    public final synchronized void assertGrammar() {
        if (!overlaps.isEmpty()) {
            throw new BrokenRule(Rule.T02, overlaps.toString());
        }
        boolean failed = calls.stream()
                .anyMatch(call -> call instanceof Call.Closed(CloseReason.HandlerFailed _));
        String letters = calls.stream().map(RecordingHandler::letter).collect(joining());
        if (!(failed ? GRAMMAR_OF_FAILED : GRAMMAR).matcher(letters).matches()) {
            throw new BrokenRule(Rule.T01, "the calls were " + this);
        }
    }

    /** The last calls, for messages. */
    @Override
    public final synchronized String toString() {
        int from = Math.max(0, calls.size() - MOST_CALLS_TOLD);
        return LongText.brief((from > 0 ? from + " calls, then " : "") + calls.subList(from, calls.size()));
    }

    private static String letter(Call call) {
        return switch (call) {
            case Call.Opened() -> "o";
            case Call.Line _ -> "l";
            case Call.LineTooLong() -> "t";
            case Call.ReadComplete() -> "r";
            case Call.Closed _ -> "c";
        };
    }

    private void await(BooleanSupplier condition, String what) {
        Deadline.await(network, condition, () -> "waited for " + what + "; the calls were " + this);
    }
}
