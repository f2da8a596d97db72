package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.parley.wire.Outbox.Progress;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Whoever has got all up to his end is never taken for one who has fallen behind, though his room talks on. */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "Nothing is missing.")
@State
public class FinishedReaderHasNotFallenBehind {
    private final StressRoom room = new StressRoom();
    private final Outbox reader = room.follower();

    public FinishedReaderHasNotFallenBehind() {
        new Ear().listenTo(reader);
        reader.finish();
        for (char line = 'a'; line <= 'e'; line++) {
            room.sayLong(line);
        }
    }

    @Actor
    public void reader() {
        if (new Ear().listenTo(reader) == Progress.FINISHED) {
            reader.discard();
        }
    }

    @Actor
    public void watcher(Z_Result r) {
        r.r1 = reader.hasFallenBehind();
    }

    @Arbiter
    public void close() {
        room.close(reader);
    }
}
