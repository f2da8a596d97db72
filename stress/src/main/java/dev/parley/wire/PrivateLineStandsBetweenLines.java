package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A private line takes its place at a line end, whatever is said meanwhile. */
@JCStressTest
@Outcome(id = "\\*/aa/bb/", expect = ACCEPTABLE, desc = "Before both lines.")
@Outcome(id = "aa/\\*/bb/", expect = ACCEPTABLE, desc = "Between them.")
@Outcome(id = "aa/bb/\\*/", expect = ACCEPTABLE, desc = "After both.")
@State
public class PrivateLineStandsBetweenLines {
    private final StressRoom room = new StressRoom();
    private final Outbox guest = room.follower();
    private final Ear ear = new Ear();

    @Actor
    public void author() {
        room.say("aa");
        room.say("bb");
    }

    @Actor
    public void server() {
        guest.put(new byte[] {'*', '\n'});
        ear.listenTo(guest);
    }

    @Arbiter
    public void compare(L_Result r) {
        ear.listenTo(guest);
        r.r1 = ear.heard();
        room.close(guest);
    }
}
