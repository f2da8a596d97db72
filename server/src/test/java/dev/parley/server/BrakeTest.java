package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.wire.Outbox;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BrakeTest {
    private static final int ROUNDS = 2_000;

    private final PausedSession session = new PausedSession();
    private final Brake brake = new Brake(session);

    @Test
    void whoIsHeldByRoomAndRate_waitsForBoth() {
        brake.hold(Brake.Holder.RATE);
        brake.hold(Brake.Holder.ROOM);
        brake.hold(Brake.Holder.RATE);
        brake.release(Brake.Holder.RATE);
        brake.release(Brake.Holder.RATE);
        assertThat(session.calls).containsExactly("pause");
        brake.release(Brake.Holder.ROOM);
        brake.release(Brake.Holder.ROOM);
        assertThat(session.calls).containsExactly("pause", "resume");
    }

    @Test
    void whateverTwoThreadsDoAtOnce_theLastPauseOrResumeIsRight() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Thread other = Thread.startVirtualThread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                meet(together);
                brake.hold(Brake.Holder.ROOM);
                brake.release(Brake.Holder.ROOM);
                meet(together);
            }
        });
        for (int i = 0; i < ROUNDS; i++) {
            meet(together);
            brake.release(Brake.Holder.RATE);
            brake.hold(Brake.Holder.RATE);
            meet(together);
            assertThat(session.calls.getLast()).as("in round %d", i).isEqualTo("pause");
        }
        other.join();
        brake.release(Brake.Holder.RATE);
        assertThat(session.calls.getLast()).isEqualTo("resume");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other thread does not come", e);
        }
    }

    /** Only writes down what it is told. */
    private static final class PausedSession implements Session {
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void pauseReading() {
            calls.add("pause");
        }

        @Override
        public void resumeReading() {
            calls.add("resume");
        }

        @Override
        public SocketAddress peer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outbox outbox() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(CloseReason reason) {
            throw new UnsupportedOperationException();
        }
    }
}
