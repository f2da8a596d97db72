package dev.parley.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Whoever keeps up is never taken for one who has fallen behind, though segments are dropped behind him. */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "He has read on before they were dropped.")
@State
public class QuickReaderHasNotFallenBehind {
    private static final int SEGMENTS = 16;
    private static final ByteSink quick = QuickReaderHasNotFallenBehind::takeAll;

    private final StressRoom room = new StressRoom(SEGMENTS * 4096);
    private final Outbox reader = room.follower();

    public QuickReaderHasNotFallenBehind() {
        for (int i = 0; i < SEGMENTS; i++) {
            room.sayAndRest("line");
        }
    }

    private static int takeAll(ByteBuffer source) {
        int bytes = source.remaining();
        source.position(source.limit());
        return bytes;
    }

    @Actor
    public void reader() {
        try {
            reader.writeTo(quick, Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Actor
    public void watcher(Z_Result r) {
        boolean behind = false;
        for (int i = 0; i < 2 * SEGMENTS; i++) {
            behind |= reader.hasFallenBehind();
        }
        r.r1 = behind;
    }

    @Arbiter
    public void close() {
        room.close(reader);
    }
}
