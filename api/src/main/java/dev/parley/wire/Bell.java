package dev.parley.wire;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Calls whoever writes from one outbox, on the courier, once for any number of rings until he comes. Thread: any. */
final class Bell implements Runnable {
    private final Executor courier;
    private final Runnable flush;
    private final AtomicBoolean rung = new AtomicBoolean();

    Bell(Executor courier, Runnable flush) {
        this.courier = courier;
        this.flush = flush;
    }

    Executor courier() {
        return courier;
    }

    void ring() {
        if (rung.compareAndSet(false, true)) {
            try {
                courier.execute(this);
            } catch (RejectedExecutionException e) {
                // The courier has stopped; whoever stopped it closes the session.
                rung.set(false);
            } catch (RuntimeException | Error e) {
                rung.set(false);
                throw e;
            }
        }
    }

    /** Thread: the courier's. */
    @Override
    public void run() {
        rung.set(false);
        flush.run();
    }

    /** He is called by somebody who is on the courier already. */
    void answer() {
        flush.run();
    }
}
