package dev.parley.benchmarks.report;

import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Figure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The report for a README: a table per scenario, and under which circumstances it was measured. */
final class Markdown {
    private Markdown() {}

    static String of(Summary summary) {
        var parts = new ArrayList<String>();
        parts.add(Table.markdown(Words.measured(summary)));
        if (summary.comparison().quick()) {
            parts.add("**" + Words.QUICK + "**");
        }
        summary.cases().forEach(one -> parts.add(section(one)));
        if (!summary.secured().isEmpty()) {
            parts.add("### " + Words.SECURED + "\n\n" + Words.SECURED_MEANS);
            parts.add(Tables.secured(summary).toMarkdown().strip());
        }
        if (!summary.noResults().isEmpty()) {
            parts.add("### Runs that are no results\n\n" + Tables.noResults(summary).toMarkdown().strip());
        }
        parts.add(circumstances(summary.comparison()));
        return String.join("\n\n", parts) + "\n";
    }

    private static String section(Case one) {
        var parts = new ArrayList<String>();
        parts.add("### " + Table.markdown(one.scenario()) + ": " + Table.markdown(one.variant()));
        one.leader().map(Table::markdown).ifPresent(parts::add);
        parts.add(Tables.figures(one, figures(one)).toMarkdown().strip());
        one.main().ifPresent(main -> {
            Table pairs = Tables.pairs(one, main);
            parts.add(pairs.caption() + ":");
            parts.add(pairs.toMarkdown().strip());
        });
        return String.join("\n\n", parts);
    }

    /** What fits into the width of a README: what the page draws, and how busy the generator was. */
    private static Set<Figure> figures(Case one) {
        var figures = new LinkedHashSet<Figure>(one.bars());
        if (one.hasLatency()) {
            figures.addAll(EnumSet.range(Figure.LATENCY_P50, Figure.LATENCY_MAX));
        }
        figures.add(Figure.GENERATOR_LOAD);
        figures.retainAll(one.measured());
        return figures;
    }

    private static String circumstances(Comparison comparison) {
        String machine = comparison.machine().entrySet().stream()
                .map(entry -> Table.markdown(entry.getKey() + ": " + entry.getValue()))
                .collect(Collectors.joining("; "));
        return "Medians with lowest and highest over interleaved rounds. Measured " + Table.markdown(comparison.started())
                + " at commit " + Table.markdown(comparison.commit()) + " with " + Table.markdown(comparison.command())
                + ". " + machine + ".";
    }
}
