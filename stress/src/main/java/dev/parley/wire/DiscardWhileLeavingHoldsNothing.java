package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A session that ends at the moment at which it speaks and leaves keeps no segment from the pool. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The room could give back all its memory.")
@State
public class DiscardWhileLeavingHoldsNothing {
    private final StressRoom room = new StressRoom();
    private final Outbox guest = StressRoom.outbox();

    public DiscardWhileLeavingHoldsNothing() {
        room.say("a");
        room.transcript.follow(guest);
        room.say("b", guest);
    }

    @Actor
    public void room() {
        room.say("c", guest);
        room.transcript.unfollow(guest);
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
