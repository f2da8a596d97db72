package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Who puts a line in and wakes has it flushed, even if a flush was just beginning. */
@JCStressTest
@Outcome(id = "a/", expect = ACCEPTABLE, desc = "It was flushed.")
@State
public class WakeIsNeverLost {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Ear ear = new Ear();
    private final Outbox guest = StressRoom.outbox(tasks::add, this::listen);

    public WakeIsNeverLost() {
        guest.wake();
    }

    private void listen() {
        ear.listenTo(guest);
    }

    @Actor
    public void server() {
        guest.put(new byte[] {'a', '\n'});
        guest.wake();
    }

    @Actor
    public void loop() {
        runOne();
    }

    @Arbiter
    public void compare(L_Result r) {
        runOne();
        r.r1 = ear.heard();
    }

    private void runOne() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }
}
