package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A block belongs to one room at a time, while several take and give back. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each room finds in its memory what it has written.")
@State
public class PoolNeverLendsABlockTwice {
    private static final int BYTES = 16;
    private static final SegmentPool pool = new SegmentPool(4 * BYTES);

    @Actor
    public void one(II_Result r) {
        r.r1 = use((byte) 1);
    }

    @Actor
    public void another(II_Result r) {
        r.r2 = use((byte) 2);
    }

    private static int use(byte mark) {
        Block block = pool.take(BYTES);
        for (int i = 0; i < BYTES; i++) {
            block.memory.put(mark);
        }
        int found = block.memory.get(0);
        for (int i = 0; i < BYTES; i++) {
            found = block.memory.get(i) == mark ? found : -1;
        }
        pool.giveBack(block);
        return found;
    }
}
