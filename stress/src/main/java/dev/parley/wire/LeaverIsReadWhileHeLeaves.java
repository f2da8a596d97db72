package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A reader who comes to the place where his guest leaves stops there, and stands nowhere afterwards. */
@JCStressTest
@Outcome(id = "a/, 0", expect = ACCEPTABLE, desc = "He heard what was said before he left, and holds nothing.")
@State
public class LeaverIsReadWhileHeLeaves {
    private final StressRoom room = new StressRoom();
    private final Outbox guest = room.follower();
    private final Ear ear = new Ear();

    public LeaverIsReadWhileHeLeaves() {
        room.say("a");
    }

    @Actor
    public void guest() {
        room.transcript.unfollow(guest);
        room.say("b");
    }

    @Actor
    public void reader() {
        ear.listenTo(guest);
    }

    @Arbiter
    public void compare(LI_Result r) {
        ear.listenTo(guest);
        r.r1 = ear.heard();
        r.r2 = room.close();
    }
}
