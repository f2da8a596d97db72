package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who leaves while his audience is visited is visited no more, and takes nobody else's seat with him. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Only who has stayed is visited.")
@State
public class LeavingFreesTheSeat {
    private final StressRoom room = new StressRoom();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Executor loop = tasks::add;
    private int annVisits;
    private int bobVisits;
    // They do not take what is waiting: so each seat shows as one visit.
    private final Outbox ann = StressRoom.outbox(loop, () -> annVisits++);
    private final Outbox bob = StressRoom.outbox(loop, () -> bobVisits++);

    public LeavingFreesTheSeat() {
        room.transcript.follow(ann);
        room.transcript.follow(bob);
        runTasks();
        room.transcript.signal();
    }

    @Actor
    public void loop() {
        Runnable visit = tasks.poll();
        if (visit != null) {
            visit.run();
        }
    }

    @Actor
    public void ann() {
        room.transcript.unfollow(ann);
    }

    @Arbiter
    public void visitAgain(II_Result r) {
        runTasks();
        annVisits = 0;
        bobVisits = 0;
        room.say("a");
        room.transcript.signal();
        runTasks();
        r.r1 = annVisits;
        r.r2 = bobVisits;
        room.close(ann, bob);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
