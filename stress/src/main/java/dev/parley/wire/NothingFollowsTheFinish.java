package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** What is put in either arrives before the end, or is refused. */
@JCStressTest
@Outcome(id = "ACCEPTED, a/, FINISHED", expect = ACCEPTABLE, desc = "It was put in before the end.")
@Outcome(id = "CLOSED, nothing, FINISHED", expect = ACCEPTABLE, desc = "It came too late, and was told so.")
@State
public class NothingFollowsTheFinish {
    private final Outbox guest = StressRoom.outbox();

    @Actor
    public void server(LLL_Result r) {
        r.r1 = guest.put(new byte[] {'a', '\n'});
    }

    @Actor
    public void closer() {
        guest.finish();
    }

    @Arbiter
    public void compare(LLL_Result r) {
        Ear ear = new Ear();
        r.r3 = ear.listenTo(guest);
        r.r2 = ear.heard();
    }
}
