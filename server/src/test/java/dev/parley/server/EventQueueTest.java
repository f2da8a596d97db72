package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events on their way to somebody slow. */
@Timeout(20)
class EventQueueTest {
    private final BlockingQueue<ChatEvent> delivered = new LinkedBlockingQueue<>();

    @Test
    void everythingArrivesInOrder() throws InterruptedException {
        try (EventQueue queue = new EventQueue(1000, delivered::addAll)) {
            LongStream.range(0, 1000).forEach(i -> queue.happened(event(i)));
            for (long i = 0; i < 1000; i++) {
                assertThat(take()).isEqualTo(event(i));
            }
        }
    }

    @Test
    void whatDoesNotFitIsCountedAndToldInItsPlace() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (EventQueue queue = new EventQueue(2, batch -> {
            delivered.addAll(batch);
            busy.countDown();
            await(gate);
        })) {
            queue.happened(event(0));
            await(busy);
            LongStream.rangeClosed(1, 5).forEach(i -> queue.happened(event(i)));
            gate.countDown();
            assertThat(take()).isEqualTo(event(0));
            assertThat(take()).isEqualTo(event(1));
            assertThat(take()).isEqualTo(event(2));
            assertThat(take()).isEqualTo(new ChatEvent.Lost(event(3).at(), 3));
            queue.happened(event(6));
            assertThat(take()).isEqualTo(event(6));
        }
    }

    @Test
    void whoeverFailsGetsTheNextOnes() throws InterruptedException {
        List<ChatEvent> failedOn = new ArrayList<>();
        try (EventQueue queue = new EventQueue(10, batch -> {
            delivered.addAll(batch);
            if (failedOn.isEmpty()) {
                failedOn.addAll(batch);
                throw new IllegalStateException("thrown on purpose");
            }
        })) {
            queue.happened(event(0));
            assertThat(take()).isEqualTo(event(0));
            queue.happened(event(1));
            assertThat(take()).isEqualTo(event(1));
        }
    }

    @Test
    void closingDeliversWhatWaits_andTakesNoMore() {
        EventQueue queue = new EventQueue(1000, delivered::addAll);
        LongStream.range(0, 1000).forEach(i -> queue.happened(event(i)));
        queue.close();
        queue.happened(event(1000));
        assertThat(delivered).hasSize(1000);
    }

    @Test
    void aQueueForNothingIsRefused() {
        assertThatThrownBy(() -> new EventQueue(0, delivered::addAll))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxEventsWaiting must be at least 1, not 0");
    }

    private static ChatEvent event(long number) {
        return new ChatEvent.Lost(Instant.ofEpochSecond(number), 1);
    }

    private ChatEvent take() throws InterruptedException {
        ChatEvent next = delivered.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("the next event").isNotNull();
        return next;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
