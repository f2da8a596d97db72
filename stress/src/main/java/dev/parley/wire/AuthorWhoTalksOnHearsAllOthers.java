package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A cut that grows while it is passed swallows nothing but its author's own lines. */
@JCStressTest
@Outcome(id = "theirs/last/", expect = ACCEPTABLE, desc = "All of the others' lines, none of his own.")
@State
public class AuthorWhoTalksOnHearsAllOthers {
    private final StressRoom room = new StressRoom();
    private final Outbox author = room.follower();
    private final Ear ear = new Ear();

    @Actor
    public void speak() {
        room.say("mine", author);
        room.say("mine, too", author);
        room.say("theirs");
        room.say("mine again", author);
        room.say("last");
    }

    @Actor
    public void listen() {
        ear.listenTo(author);
        ear.listenTo(author);
    }

    @Arbiter
    public void compare(L_Result r) {
        ear.listenTo(author);
        r.r1 = ear.heard();
        room.close(author);
    }
}
