package dev.parley.transport.blocking;

import dev.parley.spi.CountedWrites;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.nio.channels.GatheringByteChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * What writes to one guest. Its thread is started when there is something to write, and ends when nothing is left:
 *
 * <pre>
 *             wake                 wake
 *    IDLE ------------> WRITING ----------> AGAIN
 *     ^                  |    ^               |
 *     +------------------+    +---------------+        anywhere ---- end of the session ----> OVER
 *            drained               drained
 *
 *    WRITING, AGAIN ---- no thread ----> STARVED ---- a moment later ----> WRITING
 * </pre>
 */
final class Writer {
    private static final int MAX_WRITE = 256 * 1024;

    /** In bytes, some dozens of lines: to whom so much is written at once, more is on its way. */
    private static final int BUSY_WRITE = 4096;

    private enum State {
        IDLE,
        WRITING,
        AGAIN,
        STARVED,
        OVER
    }

    private final BlockingSession session;
    private final Outbox outbox;
    private final GatheringByteChannel channel;
    private final LongConsumer count;
    private final Executor threads;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /** How many bytes the channel took last. Owned by the writing thread. */
    private long lastWrite;

    /** @param count called with the number of bytes after each write */
    Writer(BlockingSession session, Outbox outbox, GatheringByteChannel channel, LongConsumer count, Executor threads) {
        this.session = session;
        this.outbox = outbox;
        this.channel = new CountedWrites(channel, this::wrote);
        this.count = count;
        this.threads = threads;
    }

    /** Sees to it that somebody looks at the outbox. Thread: any. */
    void wake() {
        for (; ; ) {
            switch (state.get()) {
                case IDLE -> {
                    if (state.compareAndSet(State.IDLE, State.WRITING)) {
                        start();
                        return;
                    }
                }
                case WRITING -> {
                    if (state.compareAndSet(State.WRITING, State.AGAIN)) {
                        return;
                    }
                }
                case AGAIN, STARVED, OVER -> {
                    return;
                }
            }
        }
    }

    /** The session has ended. Thread: any. */
    void end() {
        State before = state.getAndSet(State.OVER);
        if (before == State.IDLE || before == State.STARVED) {
            outbox.discard();
        }
    }

    private void start() {
        try {
            threads.execute(this::write);
        } catch (RuntimeException | Error e) {
            starve(e);
        }
    }

    /** No thread can be had. He waits for one: if he were given up for that, the others would be told, and need threads, too. */
    private void starve(Throwable cause) {
        if (state.compareAndSet(State.WRITING, State.STARVED) || state.compareAndSet(State.AGAIN, State.STARVED)) {
            session.tryAgainSoon(this::startAgain, cause);
        } else {
            writeNoMore();
        }
    }

    /** Thread: the timer's. */
    private void startAgain() {
        if (state.compareAndSet(State.STARVED, State.WRITING)) {
            start();
        }
    }

    /** Thread: its own, and there is one at a time. */
    private void write() {
        boolean drained = false;
        try {
            drained = drain();
        } catch (Throwable e) {
            session.fail(e);
        } finally {
            if (!drained) {
                writeNoMore();
            }
        }
    }

    /** Up to the writing thread, or to who should have started it: whoever ended the session meanwhile has left it to them. */
    private void writeNoMore() {
        state.set(State.OVER);
        outbox.discard();
    }

    /** True when nothing is left; false when nothing will come any more. */
    private boolean drain() throws IOException {
        for (; ; ) {
            switch (outbox.writeTo(channel, MAX_WRITE)) {
                case MORE, BLOCKED -> {}
                case DRAINED -> {
                    if (!othersHaveSpoken() && state.compareAndSet(State.WRITING, State.IDLE)) {
                        return true;
                    }
                    if (state.get() == State.OVER) {
                        return false;
                    }
                    state.compareAndSet(State.AGAIN, State.WRITING);
                }
                case FINISHED -> {
                    session.linger();
                    return false;
                }
                case FELL_BEHIND -> {
                    session.fallBehind();
                    return false;
                }
            }
        }
    }

    private void wrote(long bytes) {
        lastWrite = bytes;
        count.accept(bytes);
    }

    /**
     * Lets other threads run once, if the last write was a large one, and tells whether there is something to write now. For the
     * system to switch to a thread is dearer than a small write, so what the others say meanwhile goes out in one. After a small
     * write nothing would have come; and virtual threads are switched at little cost.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private boolean othersHaveSpoken() {
        if (lastWrite < BUSY_WRITE || Thread.currentThread().isVirtual()) {
            return false;
        }
        // Once: only what is written next may let them run again.
        lastWrite = 0;
        Thread.yield();
        return outbox.hasWork();
    }
}
