package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The cut around an author's own line is there before the line is. */
@JCStressTest
@Outcome(id = "nothing", expect = ACCEPTABLE, desc = "The other's line was not said yet.")
@Outcome(id = "theirs/", expect = ACCEPTABLE, desc = "His own line is left out.")
@State
public class AuthorNeverHearsHimself {
    private final StressRoom room = new StressRoom();
    private final Outbox author = room.follower();

    @Actor
    public void speak() {
        room.say("mine", author);
        room.say("theirs");
        room.say("mine", author);
    }

    @Actor
    public void listen(L_Result r) {
        Ear ear = new Ear();
        ear.listenAgainAndAgain(author);
        r.r1 = ear.heard();
    }

    @Arbiter
    public void close() {
        room.close(author);
    }
}
