package dev.parley.transport.nio;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A task that comes when the loop is just ending is run or refused, never forgotten: a socket may depend on it. */
@JCStressTest
@Outcome(id = "run", expect = ACCEPTABLE, desc = "It came in time.")
@Outcome(id = "refused", expect = ACCEPTABLE, desc = "It came too late, and its giver was told so.")
@State
public class EventLoopRunsOrRefuses {
    private final EventLoop loop = newLoop();
    private boolean refused;
    private boolean ran;

    private static EventLoop newLoop() {
        try {
            return new EventLoop("stress");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void task() {
        ran = true;
    }

    @Actor
    public void loop() {
        loop.end(() -> {});
        loop.run();
    }

    @Actor
    public void guest() {
        try {
            loop.execute(this::task);
        } catch (RejectedExecutionException e) {
            refused = true;
        }
    }

    @Arbiter
    public void compare(L_Result r) {
        if (ran) {
            r.r1 = refused ? "run and refused" : "run";
        } else {
            r.r1 = refused ? "refused" : "forgotten";
        }
    }
}
