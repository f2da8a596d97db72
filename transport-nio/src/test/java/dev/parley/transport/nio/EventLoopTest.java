package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class EventLoopTest {
    private static final int ROUNDS = 100;

    @Test
    @Timeout(60)
    void everyTask_isRunOrRefused_howeverLateItComes() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            EventLoop loop = new EventLoop("event-loop-test");
            AtomicInteger run = new AtomicInteger();
            loop.start(lost -> {});
            loop.end(() -> {});
            int accepted = giveUntilRefused(loop, run::incrementAndGet);
            loop.join(Duration.ofSeconds(10));
            assertEquals(accepted, run.get(), "tasks run of those accepted, in round " + round);
        }
    }

    private static int giveUntilRefused(EventLoop loop, Runnable task) {
        for (int accepted = 0; ; accepted++) {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException e) {
                return accepted;
            }
        }
    }
}
