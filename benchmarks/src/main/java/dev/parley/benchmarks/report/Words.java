package dev.parley.benchmarks.report;

import dev.parley.benchmarks.report.Rounds.Spread;
import dev.parley.benchmarks.result.Figure;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The sentences that the page and the Markdown share. */
final class Words {
    static final String QUICK = "This was the quick set: good for a look, not for a conclusion.";

    static final String SECURED = "With TLS 1.3";

    static final String SECURED_MEANS =
            "Each line is encrypted once for every member who gets it. That is other work, so it stands apart: compare a transport with itself only.";

    private Words() {}

    /** What was measured, in one sentence. */
    static String measured(Summary summary) {
        return String.format(
                Locale.ROOT,
                "What it costs a server to bring a line of chat to everybody: %s, %s, %s, each server in a process of its own.",
                count(summary.comparison().contestants().size(), "server"),
                count(summary.scenarios(), "scenario"),
                count(summary.rounds(), "interleaved round"));
    }

    /** How busy the generator was, and how late; empty if it was not measured. */
    static String generator(Case one) {
        var load = highest(one, Figure.GENERATOR_LOAD).map(most -> "up to " + most + " of its core busy");
        var lag = highest(one, Figure.GENERATOR_LAG_MAX).map(most -> "never more than " + most + " late");
        return Stream.of(load, lag)
                .flatMap(Optional::stream)
                .reduce((a, b) -> a + ", " + b)
                .map(words -> "Generator: " + words + ".")
                .orElse("");
    }

    static String loop(Case one) {
        return one.isClosedLoop()
                ? "Closed loop: the next line is sent when earlier ones have arrived, which finds the most a server can do and says nothing of latency."
                : "";
    }

    private static Optional<String> highest(Case one, Figure figure) {
        return one.entries().stream()
                .map(entry -> entry.rounds(figure).spread())
                .flatMap(Optional::stream)
                .map(Spread::high)
                .max(Double::compare)
                .map(most -> Amount.of(most, figure.unit()));
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
