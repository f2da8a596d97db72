package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A session that ends at the moment at which it begins to follow keeps no segment from the pool. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The room could give back all its memory.")
@State
public class DiscardWhileFollowingHoldsNothing {
    private final StressRoom room = new StressRoom();
    private final Outbox guest = StressRoom.outbox();

    public DiscardWhileFollowingHoldsNothing() {
        room.say("a");
    }

    @Actor
    public void room() {
        room.transcript.follow(guest);
    }

    @Actor
    public void guest() {
        guest.discard();
    }

    @Arbiter
    public void compare(I_Result r) {
        r.r1 = room.close();
    }
}
