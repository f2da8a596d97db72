package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two who stand in one segment leave it at once, while the room drops it: its memory is given back once. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The room holds no memory, and has not counted any twice.")
@State
public class LastReadersLeaveADroppedSegmentOnce {
    private final StressRoom room = new StressRoom();
    private final Outbox one = room.follower();
    private final Outbox another = room.follower();

    public LastReadersLeaveADroppedSegmentOnce() {
        room.sayLong('a', 'd');
        new Ear().listenTo(one, 10);
        new Ear().listenTo(another, 10);
    }

    @Actor
    public void one() {
        room.sayLong('e');
        one.discard();
    }

    @Actor
    public void another() {
        another.discard();
    }

    @Arbiter
    public void compare(I_Result r) {
        r.r1 = room.close();
    }
}
