package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.parley.wire.Outbox.Progress;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** Whoever falls behind sees whole lines in order up to there: memory is not used again while he stands in it, but is afterwards. */
@JCStressTest
@Outcome(id = "whole lines, DRAINED, 0", expect = ACCEPTABLE, desc = "He has kept up.")
@Outcome(id = "whole lines, FELL_BEHIND, 0", expect = ACCEPTABLE, desc = "What came next was gone, and he was told so.")
@State
public class SlowReaderSeesNoOtherLine {
    private final StressRoom room = new StressRoom();
    private final Outbox reader = room.follower();
    private final Ear ear = new Ear();

    public SlowReaderSeesNoOtherLine() {
        room.sayLong('a', 'd');
        ear.listenTo(reader, 10);
    }

    @Actor
    public void author() {
        room.sayLong('e', 'h');
    }

    @Actor
    public void reader(LLI_Result r) {
        Progress progress = Progress.MORE;
        while (progress == Progress.MORE) {
            progress = ear.listenTo(reader, 500);
        }
        r.r1 = ear.longLinesInOrder() ? "whole lines" : "bytes of another line";
        r.r2 = progress;
    }

    @Arbiter
    public void close(LLI_Result r) {
        r.r3 = room.close(reader);
    }
}
