package dev.parley.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests come and go for a while, and at the end the server holds what it held at the start. */
class SoakTest {
    private static final int CHURNERS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration TO_SETTLE = Duration.ofSeconds(30);

    /** The connections by which it is asked come and go, too. */
    private static final int DESCRIPTORS_OF_OURS = 4;

    /** Pools of threads grow and shrink by one or two; whoever loses one with each guest loses thousands. */
    private static final int THREADS_OF_POOLS = 2;

    /** What the pool of segments, and classes that were used for the first time, may have taken since. */
    private static final long MORE_BYTES = 4 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual"})
    void afterChurn_theServerHoldsWhatItHeldBefore(String transport, @TempDir Path folder) throws Exception {
        Trial trial = Trial.begin("soak-" + transport);
        try (ServerProcess server = ServerProcess.start(
                        folder, transport, "--max-sessions-per-address", "0", "--connects-per-second", "0");
                Monitor monitor = Monitor.of(server.pid())) {
            churn(server.address(), WARM_UP, trial.seed());
            Vitals before = monitor.vitals();
            trial.says("at the start: " + before);
            trial.says("in between: " + churn(server.address(), Trial.length(10).minus(WARM_UP), trial.seed() + 1));
            Vitals after = settled(monitor, before);
            trial.says("at the end: " + after);
            assertThat(after).matches(vitals -> isNoMoreThan(vitals, before), "holds no more than " + before);
            server.assertCleanWords();
        }
    }

    private static String churn(InetSocketAddress server, Duration length, long seed) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        SplittableRandom dice = new SplittableRandom(seed);
        LongAdder visits = new LongAdder();
        List<Future<Long>> churners = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                InStep pair = new InStep(server)) {
            for (int i = 0; i < CHURNERS; i++) {
                Churn churn = new Churn(server, "churn-" + i, dice.split(), () -> System.nanoTime() - end < 0, visits);
                churners.add(threads.submit(churn));
            }
            long lines = pair.talkWhile(() -> System.nanoTime() - end < 0);
            for (Future<Long> each : churners) {
                each.get(TO_SETTLE.toSeconds(), TimeUnit.SECONDS);
            }
            Trial.await(() -> areAlone(pair), TO_SETTLE, () -> "some do not leave");
            return "%d visits, %d lines in step, 0 lost".formatted(visits.sum(), lines);
        }
    }

    private static boolean areAlone(InStep pair) {
        try {
            return pair.areAlone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When all is as it was, or when there has been time enough for that. */
    private static Vitals settled(Monitor monitor, Vitals before) throws IOException {
        Vitals vitals = monitor.vitals();
        long end = System.nanoTime() + TO_SETTLE.toNanos();
        while (!isNoMoreThan(vitals, before) && System.nanoTime() - end < 0) {
            vitals = monitor.vitals();
        }
        return vitals;
    }

    private static boolean isNoMoreThan(Vitals vitals, Vitals before) {
        return vitals.threads() <= before.threads() + THREADS_OF_POOLS
                && vitals.descriptors() <= before.descriptors() + DESCRIPTORS_OF_OURS
                && vitals.directBytes() <= before.directBytes() + MORE_BYTES
                && vitals.heapBytes() <= before.heapBytes() + MORE_BYTES;
    }
}
