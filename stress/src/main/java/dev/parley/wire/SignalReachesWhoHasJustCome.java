package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A guest whose room is empty otherwise is woken, though his audience may just be dissolving. */
@JCStressTest
@Outcome(id = "a/", expect = ACCEPTABLE, desc = "He came before the line, and was woken for it.")
@State
public class SignalReachesWhoHasJustCome {
    private final StressRoom room = new StressRoom();
    private final Ear ear = new Ear();
    private final Outbox former = StressRoom.outbox(StressRoom.HERE, () -> {});
    private final Outbox guest = StressRoom.outbox(StressRoom.HERE, this::listen);

    public SignalReachesWhoHasJustCome() {
        room.transcript.follow(former);
    }

    private void listen() {
        ear.listenTo(guest);
    }

    @Actor
    public void comeAndSpeak() {
        room.transcript.follow(guest);
        room.say("a");
        room.transcript.signal();
    }

    @Actor
    public void leave() {
        room.transcript.unfollow(former);
    }

    @Arbiter
    public void compare(L_Result r) {
        r.r1 = ear.heard();
        room.close(guest, former);
    }
}
