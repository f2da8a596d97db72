package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.load.LoadResult;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells, a line for each run, what is being done, what came out, and how long the rest will take. */
final class Progress {
    private static final int SECONDS_IN_MINUTE = 60;

    /** To start two JVMs, join, warm up what is not told in the plan, and drain. */
    private static final double OVERHEAD_SECONDS = 1.5;

    /** For a crowd to stand about, and a collection to be made, twice. */
    private static final double CROWD_SECONDS = 1;

    private static final int JOINS_A_SECOND = 6000;

    private final PrintStream out;
    private final LongSupplier nanoClock;
    private long started;
    private double plannedSeconds;

    /** What the runs that are over were expected to take. */
    private double overSeconds;

    /** What runs were expected to take that never came to be. */
    private double skippedSeconds;

    Progress(PrintStream out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
    }

    /** How long such a run takes, about. */
    static double expectedSeconds(LoadPlan plan) {
        double joins = (double) plan.rooms() * plan.members() / JOINS_A_SECOND;
        return switch (plan.kind()) {
            case CLOSED_LOOP -> OVERHEAD_SECONDS + joins + plan.warmUpSeconds() + plan.seconds();
            case OPEN_LOOP -> OVERHEAD_SECONDS + joins + 2 * plan.warmUpSeconds() + plan.seconds();
            case VERIFY -> OVERHEAD_SECONDS;
            case CROWD -> OVERHEAD_SECONDS + joins + CROWD_SECONDS;
            case STORM -> OVERHEAD_SECONDS + 2 * joins + plan.seconds();
        };
    }

    void begin(double plannedSeconds) {
        this.plannedSeconds = plannedSeconds;
        started = nanoClock.getAsLong();
        out.println("This will take about " + time(plannedSeconds) + ".");
    }

    /** @param round 0 where there are none */
    void working(String what, String contestant, int round) {
        out.printf(Locale.ROOT, "%-14s %-17s %-8s ", what, contestant, round == 0 ? "" : "round " + round);
        out.flush();
    }

    void done(double expectedSeconds, LoadResult result) {
        overSeconds += expectedSeconds;
        out.println(summary(result) + "; " + time(left()) + " left");
    }

    void skipped(double expectedSeconds) {
        skippedSeconds += expectedSeconds;
    }

    private double left() {
        double passed = (nanoClock.getAsLong() - started) / 1e9;
        double pace = overSeconds > 0 ? passed / overSeconds : 1;
        return Math.max(0, pace * (plannedSeconds - overSeconds - skippedSeconds));
    }

    private static String summary(LoadResult result) {
        if (result.verdict() == Verdict.FAILED) {
            return "FAILED: " + result.why();
        }
        Map<Figure, Double> figures = result.figures();
        String told = Stream.of(
                        Figure.CPU_PER_DELIVERY,
                        Figure.LATENCY_P99,
                        Figure.RESIDENT_PER_SESSION,
                        Figure.CONNECTS_PER_SECOND)
                .filter(figures::containsKey)
                .map(figure -> String.format(Locale.ROOT, "%,.0f %s", figures.get(figure), figure.unit()))
                .collect(Collectors.joining(", "));
        return switch (result.verdict()) {
            case GENERATOR_WAS_THE_LIMIT -> told + " (the generator was the limit)";
            case MISSED_THE_RATE -> told + " (missed the rate)";
            default -> told.isEmpty() ? "good" : told;
        };
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < SECONDS_IN_MINUTE
                ? whole + " s"
                : whole / SECONDS_IN_MINUTE + " min " + whole % SECONDS_IN_MINUTE + " s";
    }
}
