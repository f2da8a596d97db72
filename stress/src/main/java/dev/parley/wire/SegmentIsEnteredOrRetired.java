package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Nobody enters a segment whose memory may be used again, and it may not be while somebody stands in it. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The reader was first.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The room was first.")
@State
public class SegmentIsEnteredOrRetired {
    private final Segment segment = new Segment(0, 0, null);

    @Actor
    public void reader(ZZ_Result r) {
        r.r1 = segment.enter();
    }

    @Actor
    public void room(ZZ_Result r) {
        r.r2 = segment.retire();
    }
}
