package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whoever unfollows still gets every line that was said before that, and none from after. */
@JCStressTest
@Outcome(id = "nothing", expect = ACCEPTABLE, desc = "He left before both lines.")
@Outcome(id = "a/", expect = ACCEPTABLE, desc = "He left between them.")
@Outcome(id = "a/b/", expect = ACCEPTABLE, desc = "He left after both.")
@State
public class LeaverHearsAllFromBefore {
    private final StressRoom room = new StressRoom();
    private final Outbox guest = room.follower();
    private final Ear ear = new Ear();

    @Actor
    public void author() {
        room.say("a");
        room.say("b");
    }

    @Actor
    public void guest() {
        room.transcript.unfollow(guest);
        ear.listenTo(guest);
    }

    @Arbiter
    public void compare(L_Result r) {
        ear.listenTo(guest);
        r.r1 = ear.heard();
        room.close(guest);
    }
}
