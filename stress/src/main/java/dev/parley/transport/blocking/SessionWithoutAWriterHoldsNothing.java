package dev.parley.transport.blocking;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.parley.wire.StressRoom;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A session that is cut off while no thread can be had for its writer keeps no segment from the pool. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The room could give back all its memory.")
@State
public class SessionWithoutAWriterHoldsNothing {
    private final StressRoom room = new StressRoom();
    private final BlockingSession session = StressSession.on(new EarChannel());

    public SessionWithoutAWriterHoldsNothing() {
        room.transcript.follow(session.outbox());
        room.say("a");
    }

    @Actor
    public void waker() {
        session.outbox().wake();
        OwnTasks.runAllWithoutThreads();
    }

    @Actor
    public void stopper() {
        session.cutOff();
        OwnTasks.runAll();
    }

    @Arbiter
    public void compare(I_Result r) {
        r.r1 = room.close();
        OwnTasks.runAll();
    }
}
