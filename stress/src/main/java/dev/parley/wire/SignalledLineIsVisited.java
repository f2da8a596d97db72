package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** After a signal that follows a line, a visit sees the line: no wake-up is lost, and no two visits overlap. */
@JCStressTest
@Outcome(id = "a/b/", expect = ACCEPTABLE, desc = "Both lines, the first one first.")
@Outcome(id = "b/a/", expect = ACCEPTABLE, desc = "Both lines, the second one first.")
@State
public class SignalledLineIsVisited {
    private final StressRoom room = new StressRoom();
    private final Ear ear = new Ear();
    private final Outbox guest = StressRoom.outbox(StressRoom.HERE, this::listen);

    public SignalledLineIsVisited() {
        room.transcript.follow(guest);
    }

    private void listen() {
        ear.listenTo(guest);
    }

    @Actor
    public void one() {
        room.say("a");
        room.transcript.signal();
    }

    @Actor
    public void another() {
        room.say("b");
        room.transcript.signal();
    }

    @Arbiter
    public void compare(L_Result r) {
        r.r1 = ear.heard();
        room.close(guest);
    }
}
