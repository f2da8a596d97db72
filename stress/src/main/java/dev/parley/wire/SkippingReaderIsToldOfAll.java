package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.parley.wire.Outbox.Progress;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Whoever skips sees whole lines, and in the place of those between how many they were: together it is all that was said. */
@JCStressTest
@Outcome(id = "8, 0", expect = ACCEPTABLE, desc = "All lines were heard or announced, in order, and then no memory.")
@State
public class SkippingReaderIsToldOfAll {
    private final StressRoom room = StressRoom.whereSlowReadersSkip();
    private final Outbox reader = room.follower();
    private final Ear ear = new Ear();

    public SkippingReaderIsToldOfAll() {
        room.sayLong('a', 'd');
        ear.listenTo(reader, 10);
    }

    @Actor
    public void author() {
        room.sayLong('e', 'h');
    }

    @Actor
    public void reader() {
        while (ear.listenTo(reader, 500) == Progress.MORE) {}
    }

    @Arbiter
    public void compare(II_Result r) {
        ear.listenTo(reader);
        r.r1 = ear.longLinesToldOf();
        r.r2 = room.close(reader);
    }
}
