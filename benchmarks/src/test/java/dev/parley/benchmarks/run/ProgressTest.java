package dev.parley.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.LoadResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();
    private final Progress progress = new Progress(new PrintStream(told, true, UTF_8), clock::get);

    @Test
    void timeLeft_followsThePaceSoFar() {
        progress.begin(300);
        progress.working("broadcast", "nio", 1);
        clock.set(Duration.ofSeconds(20).toNanos());
        progress.done(10, LoadResult.failed("it ended"));
        assertThat(told.toString(UTF_8)).contains("about 5 min 0 s", "broadcast", "nio", "round 1", "FAILED: it ended; 9 min 40 s left");
    }

    @Test
    void whatIsSkipped_takesNoTime() {
        progress.begin(300);
        progress.working("broadcast", "nio", 1);
        clock.set(Duration.ofSeconds(10).toNanos());
        progress.skipped(280);
        progress.done(10, LoadResult.failed("it ended"));
        assertThat(told.toString(UTF_8)).contains("; 10 s left");
    }
}
