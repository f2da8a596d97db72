package dev.parley.wire;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Calls whoever writes from one outbox, on the courier, once for any number of rings until he comes. Thread: any. */
final class Bell implements Runnable {
    /** There is one for each session: it takes no further object. */
    private static final AtomicIntegerFieldUpdater<Bell> STATE = AtomicIntegerFieldUpdater.newUpdater(Bell.class, "state");

    private static final int SILENT = 0;
    private static final int RUNG = 1;

    private final Executor courier;
    private final Runnable flush;
    private volatile int state = SILENT;

    Bell(Executor courier, Runnable flush) {
        this.courier = courier;
        this.flush = flush;
    }

    Executor courier() {
        return courier;
    }

    void ring() {
        if (STATE.compareAndSet(this, SILENT, RUNG)) {
            try {
                courier.execute(this);
            } catch (RejectedExecutionException e) {
                // The courier has stopped; whoever stopped it closes the session.
                state = SILENT;
            } catch (RuntimeException | Error e) {
                state = SILENT;
                throw e;
            }
        }
    }

    /** Thread: the courier's. */
    @Override
    public void run() {
        state = SILENT;
        flush.run();
    }
}
