package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What closes a socket at a deadline. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchdogTest {
    private static final int ROUNDS = 50;

    /** Not a moment before: whoever it was closed under asks the deadline whether that was the reason. */
    @Test
    void bitesWhenTheDeadlineIsOver() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Deadline deadline = new Deadline(Duration.ofNanos(2_900_000));
            CompletableFuture<Boolean> bitten = new CompletableFuture<>();
            try (Watchdog _ = new Watchdog(() -> bitten.complete(isOver(deadline)), deadline)) {
                assertThat(bitten.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static boolean isOver(Deadline deadline) {
        try {
            deadline.millisLeft();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }
}
