package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whoever follows gets every line that is said after that, and none from before. */
@JCStressTest
@Outcome(id = "nothing", expect = ACCEPTABLE, desc = "He came after both lines.")
@Outcome(id = "b/", expect = ACCEPTABLE, desc = "He came between them.")
@Outcome(id = "a/b/", expect = ACCEPTABLE, desc = "He came before both.")
@State
public class FollowerHearsAllFromThenOn {
    private final StressRoom room = new StressRoom();
    private final Outbox guest = StressRoom.outbox();
    private final Ear ear = new Ear();

    @Actor
    public void author() {
        room.say("a");
        room.say("b");
    }

    @Actor
    public void guest() {
        room.transcript.follow(guest);
        ear.listenTo(guest);
    }

    @Arbiter
    public void compare(L_Result r) {
        ear.listenTo(guest);
        r.r1 = ear.heard();
        room.close(guest);
    }
}
