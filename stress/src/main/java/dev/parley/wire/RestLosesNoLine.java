package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A room that closes its last segment while somebody speaks loses no line, and gives back what was read. */
@JCStressTest
@Outcome(id = "a/b/, 0", expect = ACCEPTABLE, desc = "Both lines, and then no memory.")
@State
public class RestLosesNoLine {
    private final StressRoom room = new StressRoom();
    private final Outbox reader = room.follower();

    public RestLosesNoLine() {
        room.say("a");
        room.transcript.rest();
    }

    @Actor
    public void housekeeper() {
        room.transcript.rest();
    }

    @Actor
    public void author() {
        room.say("b");
    }

    @Arbiter
    public void compare(LI_Result r) {
        Ear ear = new Ear();
        ear.listenTo(reader);
        r.r1 = ear.heard();
        r.r2 = room.close(reader);
    }
}
