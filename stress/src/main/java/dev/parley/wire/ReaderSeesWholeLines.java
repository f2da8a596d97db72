package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whoever sees the end of the transcript sees the bytes before it. */
@JCStressTest
@Outcome(id = "nothing", expect = ACCEPTABLE, desc = "Nothing was said yet.")
@Outcome(id = "ab/", expect = ACCEPTABLE, desc = "He came between the lines.")
@Outcome(id = "ab/cd/", expect = ACCEPTABLE, desc = "He came after both.")
@State
public class ReaderSeesWholeLines {
    private final StressRoom room = new StressRoom();
    private final Outbox reader = room.follower();

    @Actor
    public void author() {
        room.say("ab");
        room.say("cd");
    }

    @Actor
    public void reader(L_Result r) {
        Ear ear = new Ear();
        ear.listenAgainAndAgain(reader);
        r.r1 = ear.heard();
    }

    @Arbiter
    public void close() {
        room.close(reader);
    }
}
