package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two readers in one segment never move about in the same view. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each has a position of his own.")
@State
public class BlockNeverLendsAViewTwice {
    private final Block block = new Block(16);
    private @Nullable ByteBuffer one;
    private @Nullable ByteBuffer another;

    public BlockNeverLendsAViewTwice() {
        block.giveBack(block.borrowView());
    }

    @Actor
    public void one() {
        one = block.borrowView().position(1);
    }

    @Actor
    public void another() {
        another = block.borrowView().position(2);
    }

    @Arbiter
    public void compare(II_Result r) {
        r.r1 = one == null ? -1 : one.position();
        r.r2 = another == null ? -1 : another.position();
    }
}
