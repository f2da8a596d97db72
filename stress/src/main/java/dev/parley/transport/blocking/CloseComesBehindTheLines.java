package dev.parley.transport.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.parley.api.CloseReason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLZ_Result;

/** A line that was accepted is written before the output ends, though the session is closed while its writer starts or ends. */
@JCStressTest
@Outcome(id = "ACCEPTED, a/, true", expect = ACCEPTABLE, desc = "The line, then the end.")
@Outcome(id = "CLOSED, nothing, true", expect = ACCEPTABLE, desc = "It came too late, and was refused.")
@State
public class CloseComesBehindTheLines {
    private final EarChannel channel = new EarChannel();
    private final BlockingSession session = StressSession.on(channel);

    @Actor
    public void server(LLZ_Result r) {
        r.r1 = session.outbox().send("a\n".getBytes(US_ASCII));
        OwnTasks.runAll();
    }

    @Actor
    public void closer() {
        session.close(new CloseReason.Ended("on purpose"));
        OwnTasks.runAll();
    }

    @Arbiter
    public void compare(LLZ_Result r) {
        r.r2 = channel.heard();
        r.r3 = channel.isOutputShut();
    }
}
