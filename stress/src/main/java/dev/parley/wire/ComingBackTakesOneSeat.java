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
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Who leaves and comes back while his audience is visited sits in it once. */
@JCStressTest
@Outcome(id = "1, 1, 0, 1", expect = ACCEPTABLE, desc = "Everybody is visited once, and she no more when she leaves again.")
@State
public class ComingBackTakesOneSeat {
    private final StressRoom room = new StressRoom();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Executor loop = tasks::add;
    private int annVisits;
    private int bobVisits;
    // They do not take what is waiting: so each seat shows as one visit.
    private final Outbox ann = StressRoom.outbox(loop, () -> annVisits++);
    private final Outbox bob = StressRoom.outbox(loop, () -> bobVisits++);

    public ComingBackTakesOneSeat() {
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
        room.transcript.follow(ann);
    }

    @Arbiter
    public void visitAgain(IIII_Result r) {
        runTasks();
        speak();
        r.r1 = annVisits;
        r.r2 = bobVisits;
        room.transcript.unfollow(ann);
        runTasks();
        speak();
        r.r3 = annVisits;
        r.r4 = bobVisits;
        room.close(ann, bob);
    }

    private void speak() {
        annVisits = 0;
        bobVisits = 0;
        room.say("a");
        room.transcript.signal();
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
