package dev.parley.transport.nio;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A task that comes when the loop is about to sleep is run at once: its wake-up is not lost. */
@JCStressTest
@Outcome(id = "woken", expect = ACCEPTABLE, desc = "The loop did not sleep over it.")
@State
public class EventLoopWakesForATask {
    /** A loop that misses a task sleeps until its next timer, ... */
    private static final long TIMER_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** ... which a busy machine alone does not take as long as. */
    private static final long TOO_LATE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** One for all runs, since a selector is dear. The actor is its thread. */
    private static final EventLoop loop = loopWithTimer();

    private volatile boolean ran;
    private long ranAt;
    private long givenAt;

    private static EventLoop loopWithTimer() {
        try {
            EventLoop loop = new EventLoop("stress");
            setTimer(loop);
            return loop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void setTimer(EventLoop loop) {
        loop.runAfter(TIMER_NANOS, () -> setTimer(loop));
    }

    private void task() {
        ranAt = System.nanoTime();
        ran = true;
    }

    @Actor
    public void loop() {
        try {
            while (!ran) {
                loop.runOnce();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Actor
    public void guest() {
        loop.execute(this::task);
        givenAt = System.nanoTime();
    }

    @Arbiter
    public void compare(L_Result r) {
        r.r1 = ranAt - givenAt > TOO_LATE_NANOS ? "slept over it" : "woken";
    }
}
