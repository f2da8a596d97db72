package dev.parley.transport.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A line that comes when the writer is just ending is written, by him or by the next; and there is one at a time. */
@JCStressTest
@Outcome(id = "a/b/", expect = ACCEPTABLE, desc = "Both lines, the first one first.")
@Outcome(id = "b/a/", expect = ACCEPTABLE, desc = "Both lines, the second one first.")
@State
public class WriterLeavesNoLine {
    private final EarChannel channel = new EarChannel();
    private final BlockingSession session = StressSession.on(channel);

    @Actor
    public void one() {
        session.outbox().send("a\n".getBytes(US_ASCII));
        OwnTasks.runAll();
    }

    @Actor
    public void another() {
        session.outbox().send("b\n".getBytes(US_ASCII));
        OwnTasks.runAll();
    }

    @Arbiter
    public void compare(L_Result r) {
        r.r1 = channel.heard();
    }
}
