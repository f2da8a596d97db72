package dev.parley.benchmarks.report;

import dev.parley.benchmarks.report.Rounds.Spread;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them: three digits that count, and a prefix where it helps. */
final class Amount {
    private record Step(double from, double divisor, String unit) {}

    private static final List<Step> BYTES = List.of(new Step(1e6, 1e6, "MB"), new Step(1e3, 1e3, "KB"), new Step(0, 1, "B"));
    private static final List<Step> PER_SECOND =
            List.of(new Step(1e6, 1e6, "M/s"), new Step(1e3, 1e3, "k/s"), new Step(0, 1, "/s"));
    private static final List<Step> MICROS = List.of(new Step(1e6, 1e6, "s"), new Step(1e3, 1e3, "ms"), new Step(0, 1, "µs"));
    private static final List<Step> NANOS =
            List.of(new Step(1e6, 1e6, "ms"), new Step(1e4, 1e3, "µs"), new Step(0, 1, "ns"));

    private Amount() {}

    /** With its unit: {@code 31.4 ns}. */
    static String of(double value, String unit) {
        Step step = step(value, unit);
        return digits(value / step.divisor()) + " " + step.unit();
    }

    /** The median with its unit and the range: {@code 31.4 ns (30.9–32.0)}; the range in the median's unit. */
    static String of(Spread spread, String unit) {
        Step step = step(spread.median(), unit);
        String median = of(spread.median(), unit);
        return spread.rounds() < 2
                ? median
                : median + " (" + range(spread.low() / step.divisor(), spread.high() / step.divisor()) + ")";
    }

    static String ratio(double ratio) {
        return digits(ratio) + " ×";
    }

    static String ratioRange(Spread ratio) {
        return range(ratio.low(), ratio.high());
    }

    private static String range(double low, double high) {
        return digits(low) + "–" + digits(high);
    }

    private static Step step(double value, String unit) {
        return steps(unit).stream()
                .filter(step -> Math.abs(value) >= step.from())
                .findFirst()
                .orElseThrow();
    }

    private static List<Step> steps(String unit) {
        return switch (unit) {
            case "B" -> BYTES;
            case "1/s" -> PER_SECOND;
            case "µs" -> MICROS;
            case "ns" -> NANOS;
            default -> List.of(new Step(0, 1, unit));
        };
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        int decimals = value == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.0995 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
