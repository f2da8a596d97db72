package dev.parley.transport.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A loop that breaks when it is told to: as a whole, or in what one session asks of it. */
final class BrittleLoop extends EventLoop {
    private volatile @Nullable CountDownLatch breaks;
    private volatile @Nullable Error inReading;
    private volatile @Nullable Error inTiming;
    private volatile @Nullable Error inTakingATask;

    BrittleLoop(String name) throws IOException {
        super(name);
    }

    /** Its selector fails from the next turn on, ... */
    void breakDown() {
        breakDownAt(new CountDownLatch(0));
    }

    /** ... or when the gate opens, until when it stands still. */
    void breakDownAt(CountDownLatch gate) {
        breaks = gate;
        // Out of the sleep that it is in.
        execute(() -> {});
    }

    /** The next session that reads gets this. */
    void failReading(Error failure) {
        inReading = failure;
    }

    /** The next session that sets a timer gets this. */
    void failTiming(Error failure) {
        inTiming = failure;
    }

    /** Whoever hands it a task next gets this. */
    void failTakingATask(Error failure) {
        inTakingATask = failure;
    }

    @Override
    public void execute(Runnable task) {
        Error failure = inTakingATask;
        inTakingATask = null;
        throwIfThere(failure);
        super.execute(task);
    }

    @Override
    void select(long millis) throws IOException {
        CountDownLatch gate = breaks;
        if (gate == null) {
            super.select(millis);
            return;
        }
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
        throw new IOException("broken by a test");
    }

    @Override
    ByteBuffer readBuffer() {
        Error failure = inReading;
        inReading = null;
        throwIfThere(failure);
        return super.readBuffer();
    }

    @Override
    void runAfter(long nanos, Runnable action) {
        Error failure = inTiming;
        inTiming = null;
        throwIfThere(failure);
        super.runAfter(nanos, action);
    }

    private static void throwIfThere(@Nullable Error failure) {
        if (failure != null) {
            throw failure;
        }
    }
}
