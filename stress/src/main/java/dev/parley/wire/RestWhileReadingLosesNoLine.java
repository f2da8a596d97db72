package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A reader whose last segment is closed under him goes on in the next one. */
@JCStressTest
@Outcome(id = "a/b/, 0", expect = ACCEPTABLE, desc = "Both lines, and then no memory.")
@State
public class RestWhileReadingLosesNoLine {
    private final StressRoom room = new StressRoom();
    private final Outbox reader = room.follower();
    private final Ear ear = new Ear();

    public RestWhileReadingLosesNoLine() {
        room.say("a");
        room.transcript.rest();
    }

    @Actor
    public void housekeeper() {
        room.transcript.rest();
        room.say("b");
    }

    @Actor
    public void reader() {
        ear.listenTo(reader);
    }

    @Arbiter
    public void compare(LI_Result r) {
        ear.listenTo(reader);
        r.r1 = ear.heard();
        r.r2 = room.close(reader);
    }
}
