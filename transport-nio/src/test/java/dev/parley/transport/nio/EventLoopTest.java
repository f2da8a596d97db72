package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class EventLoopTest {
    private static final int ROUNDS = 100;
    private static final int SHORT_TASKS = 100;

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

    @Test
    @Timeout(60)
    void whatComesBehindALongTask_waitsForTheNextTurn() throws IOException {
        EventLoop loop = new EventLoop("event-loop-test");
        List<String> done = new ArrayList<>();
        loop.execute(() -> {
            loop.execute(() -> done.add("behind it"));
            spin(EventLoop.MAX_TASKS_NANOS);
            done.add("long");
        });
        loop.runOnce();
        assertEquals(List.of("long"), done);
        loop.runOnce();
        assertEquals(List.of("long", "behind it"), done);
        loop.abandon();
    }

    @Test
    @Timeout(60)
    void whatWasPutOff_behindALongPiece_waitsForTheTasksOfTheNextTurn() throws IOException {
        EventLoop loop = new EventLoop("event-loop-test");
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        loop.start(lost -> {});
        loop.execute(() -> {
            loop.continueNextTurn(() -> {
                loop.continueNextTurn(last::countDown);
                loop.execute(() -> done.add("task"));
                spin(EventLoop.MAX_TASKS_NANOS);
                done.add("long");
            });
            loop.continueNextTurn(() -> done.add("behind it"));
        });
        Uninterruptibles.awaitUninterruptibly(last);
        loop.end(() -> {});
        loop.join(Duration.ofSeconds(10));
        assertEquals(List.of("long", "task", "behind it"), done);
    }

    @Test
    @Timeout(60)
    void whatIsPutOffTwice_isDoneOnce() throws IOException {
        EventLoop loop = new EventLoop("event-loop-test");
        AtomicInteger done = new AtomicInteger();
        Runnable action = done::incrementAndGet;
        CountDownLatch last = new CountDownLatch(1);
        loop.start(lost -> {});
        loop.execute(() -> {
            loop.continueNextTurn(action);
            loop.continueNextTurn(action);
            loop.continueNextTurn(last::countDown);
        });
        Uninterruptibles.awaitUninterruptibly(last);
        loop.end(() -> {});
        loop.join(Duration.ofSeconds(10));
        assertEquals(1, done.get());
    }

    @Test
    @Timeout(60)
    void shortTasks_shareATurn() throws IOException {
        EventLoop loop = new EventLoop("event-loop-test");
        AtomicInteger run = new AtomicInteger();
        for (int i = 0; i < SHORT_TASKS; i++) {
            loop.execute(run::incrementAndGet);
        }
        int turns = 0;
        while (run.get() < SHORT_TASKS) {
            loop.runOnce();
            turns++;
        }
        // One, unless the system took the processor away meanwhile.
        assertTrue(turns < SHORT_TASKS, () -> "as many turns as tasks");
        loop.abandon();
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
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
