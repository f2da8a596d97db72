package dev.parley.benchmarks.load;

import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Has each line said at the time when it is due, whatever became of those before. A line carries that time, and its latency counts
 * from there: if something stalls, the lines that should have been said meanwhile are late, too, and count as such.
 *
 * <p>Lines that were due or on their way while the machine kept the generator from running tell nothing about the server; they are
 * left out, and counted.
 *
 * <p>Thread: the generator's, which never sleeps here; the share of turns in which it found work is its load.
 */
final class OpenLoop {
    /** Beside the warm-up, in seconds. */
    private static final double RUN_UP = 0.3;

    /** Reading the meters of a JVM takes some tens of milliseconds. This is how long the lines of that time have to arrive, in seconds. */
    private static final double AFTER_READING = 0.05;

    private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(5);
    private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int DIGITS = 3;
    private static final int MAX_LINES_A_TURN = 256;

    /** A line that the generator says so much later than due is late by its fault. */
    private static final long LATE_NANOS = Duration.ofMillis(1).toNanos();

    private static final double TOLERATED_LATE = 0.01;
    private static final double TOLERATED_LEFT_OUT = 0.5;
    private static final double TOLERATED_MISSING = 0.05;
    private static final double FULL = 90;
    private static final double[] PERCENTILES = {0, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 100};

    private final LoadPlan plan;
    private final Dialect dialect;
    private final Crowd crowd;
    private final Meters meters;
    private final List<Hall> halls;
    private final int deliveredTextAt;
    private final int deliveredBytes;
    private final Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram lag = new Histogram(LONGEST_NANOS, DIGITS);
    private final Absences absences = Absences.ofThisThread();

    private long heard;

    /** Deliveries of lines that were due in the timed part, those included of which no latency can be told. */
    private long arrived;

    // The schedule.
    private final long start = System.nanoTime();
    private long timedFrom = Long.MAX_VALUE;
    private long end = Long.MAX_VALUE;
    private long said;

    /** When the server last did not take what was sent; lines that were due before are late by its fault. */
    private long pushedBack = start;

    OpenLoop(LoadPlan plan, Dialect dialect, Crowd crowd, Halls halls, Meters meters) {
        this.plan = plan;
        this.dialect = dialect;
        this.crowd = crowd;
        this.meters = meters;
        this.halls = halls.all;
        LineForm form = this.halls.getFirst().speakers.getFirst().form();
        this.deliveredTextAt = form.deliveredTextAt();
        this.deliveredBytes = form.deliveredBytes();
        crowd.hearWith(this::hear);
    }

    private long due(long line) {
        return start + (long) (line * 1e9 / plan.linesPerSecond());
    }

    LoadResult run() throws IOException {
        // The closed loop before has warmed up the server, but not what runs here.
        work(start + nanos(RUN_UP + plan.warmUpSeconds()));
        Reading before = meters.readBefore();
        long heardBefore = heard;
        beginTimedPart();
        double load = 100.0 * work(end) / (System.nanoTime() - timedFrom);
        Reading after = meters.readAfter();
        long intime = arrived;
        long heardMeanwhile = heard - heardBefore;
        Map<Figure, Double> figures = Meters.figures(before, after, heardMeanwhile, heardMeanwhile * deliveredBytes);
        figures.put(Figure.GENERATOR_LOAD, load);
        figures.put(Figure.GENERATOR_LAG_MAX, micros(lag.getMaxValue()));
        figures.put(Figure.LEFT_OUT, 100 * leftOut());
        LoadResult result = LoadResult.ok(figures);
        String excuse = generatorsExcuse(load);
        if (excuse != null) {
            return withLatency(result.withVerdict(Verdict.GENERATOR_WAS_THE_LIMIT, excuse));
        }
        long expected = expectedDeliveries();
        drain(expected);
        if (expected - intime > TOLERATED_MISSING * expected || isSomethingMissing(expected)) {
            result = result.withVerdict(
                    Verdict.MISSED_THE_RATE,
                    "of %d deliveries %d had arrived in time, and %d in the end"
                            .formatted(expected, intime, arrived));
        }
        return withLatency(result);
    }

    /** What became due while the meters were read is said first, in a burst that must not count. */
    private void beginTimedPart() throws IOException {
        work(System.nanoTime() + nanos(AFTER_READING));
        long now = System.nanoTime();
        end = now + nanos(plan.seconds());
        timedFrom = now;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** Works until then; returns for how many nanoseconds there was something to do. */
    private long work(long until) throws IOException {
        long busy = 0;
        long now = System.nanoTime();
        while (now < until) {
            boolean spoke = sayWhatIsDue(now);
            boolean heard = crowd.turn(0) > 0;
            long then = now;
            now = System.nanoTime();
            absences.look(now);
            if (spoke || heard) {
                busy += now - then;
            }
        }
        return busy;
    }

    private boolean sayWhatIsDue(long now) throws IOException {
        int lines = 0;
        for (long due = due(said); due <= now && due < end && lines < MAX_LINES_A_TURN; due = due(said)) {
            Member speaker = halls.get((int) (said % halls.size())).nextSpeaker();
            if (!speaker.canSay()) {
                pushedBack = System.nanoTime();
                return lines > 0;
            }
            long saidAt = System.nanoTime();
            if (due >= timedFrom && due > pushedBack && !absences.hide(due, saidAt)) {
                lag.recordValue(saidAt - due);
            }
            speaker.say(due);
            speaker.flush();
            said++;
            lines++;
        }
        return lines > 0;
    }

    private void hear(Member member, ByteBuffer in) {
        long now = System.nanoTime();
        int limit = in.limit();
        int bytes = dialect.messageBytes(in);
        while (bytes > 0) {
            int next = in.position() + bytes;
            if (bytes == deliveredBytes && dialect.isDelivery(in.limit(next))) {
                member.heardBytes += bytes;
                heard(now, LineForm.time(in, in.position() + deliveredTextAt));
            }
            in.limit(limit).position(next);
            bytes = dialect.messageBytes(in);
        }
    }

    private void heard(long now, long due) {
        heard++;
        if (due < timedFrom) {
            return;
        }
        arrived++;
        if (!absences.hide(due, now)) {
            latency.recordValue(Math.max(0, now - due));
        }
    }

    /** Of all lines that were due in the timed part, said or not. */
    private long expectedDeliveries() {
        return (long) (plan.linesPerSecond() * plan.seconds() * halls.getFirst().audience());
    }

    private void drain(long expected) throws IOException {
        long deadline = System.nanoTime() + DRAIN_DEADLINE.toNanos();
        while (isSomethingMissing(expected) && System.nanoTime() < deadline) {
            sayWhatIsDue(System.nanoTime());
            crowd.turn(1);
        }
    }

    /** A line more or less is due to rounding. */
    private boolean isSomethingMissing(long expected) {
        return arrived < expected - halls.getFirst().audience();
    }

    /** Why its figures say more about the generator than about the server; null if they do not. */
    private @Nullable String generatorsExcuse(double load) {
        double late = lag.getTotalCount() == 0 ? 0 : 1 - lag.getPercentileAtOrBelowValue(LATE_NANOS) / 100;
        if (load > FULL || late > TOLERATED_LATE) {
            return "the generator was busy for %.0f %% of the time, and said %.1f %% of the lines late"
                    .formatted(load, 100 * late);
        }
        return leftOut() > TOLERATED_LEFT_OUT
                ? "the machine kept the generator from running, so that nothing is known of %.0f %% of the deliveries"
                        .formatted(100 * leftOut())
                : null;
    }

    /** The share of deliveries whose latency the generator could not see. */
    private double leftOut() {
        return arrived == 0 ? 0 : 1 - (double) latency.getTotalCount() / arrived;
    }

    private LoadResult withLatency(LoadResult result) {
        Map<Figure, Double> figures = new EnumMap<>(result.figures());
        figures.put(Figure.LATENCY_P50, micros(latency.getValueAtPercentile(50)));
        figures.put(Figure.LATENCY_P99, micros(latency.getValueAtPercentile(99)));
        figures.put(Figure.LATENCY_P999, micros(latency.getValueAtPercentile(99.9)));
        figures.put(Figure.LATENCY_MAX, micros(latency.getMaxValue()));
        return new LoadResult(result.verdict(), result.why(), figures, percentiles());
    }

    private Map<Double, Double> percentiles() {
        Map<Double, Double> percentiles = new TreeMap<>();
        for (double percentile : PERCENTILES) {
            percentiles.put(percentile, micros(latency.getValueAtPercentile(percentile)));
        }
        return percentiles;
    }

    private static double micros(long nanos) {
        return nanos / 1000.0;
    }
}
