package dev.parley.benchmarks.report;

import com.google.common.escape.Escaper;
import com.google.common.html.HtmlEscapers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report as one page that needs nothing else: style, script and data are in it. */
final class Page {
    private static final Escaper HTML = HtmlEscapers.htmlEscaper();

    private static final Template PAGE = Template.named("page.html");

    private static final Template CASE = Template.named("case.html");

    private static final Template CHART = Template.named("chart.html");

    private static final Template SECURED = Template.named("secured.html");

    private static final Template TABLE = Template.named("table.html");

    private Page() {}

    /** The page, with {@code json} in it to be taken out again. */
    static String of(Summary summary, String json) {
        ChartData data = ChartData.of(summary);
        return PAGE.with(Map.ofEntries(
                Map.entry("css", Template.named("page.css").text()),
                Map.entry("js", script()),
                Map.entry("commit", HTML.escape(summary.comparison().commit())),
                Map.entry("measured", HTML.escape(Words.measured(summary))),
                Map.entry("quick", summary.comparison().quick() ? "<p class=\"quick\">" + Words.QUICK + "</p>" : ""),
                Map.entry("circumstances", Tables.circumstances(summary).toHtml()),
                Map.entry("contestants", Tables.contestants(summary).toHtml()),
                Map.entry("contents", contents(summary)),
                Map.entry("cases", cases(summary, data)),
                Map.entry("secured", secured(summary)),
                Map.entry("noResults", noResults(summary)),
                Map.entry("charts", ResultsJson.compact(data)),
                Map.entry("results", json)));
    }

    private static String script() {
        return Stream.of("draw.js", "bars.js", "curves.js", "page.js")
                .map(part -> Template.named(part).text())
                .collect(Collectors.joining("\n"));
    }

    private static String contents(Summary summary) {
        var cases = IntStream.range(0, summary.cases().size())
                .mapToObj(i -> "<li><a href=\"#case-" + i + "\">"
                        + HTML.escape(summary.cases().get(i).scenario()) + "</a> <span>"
                        + HTML.escape(summary.cases().get(i).variant()) + "</span></li>");
        var secured = summary.secured().isEmpty() ? Stream.<String>empty() : Stream.of("<li><a href=\"#tls\">" + Words.SECURED + "</a></li>");
        return Stream.concat(cases, secured).collect(Collectors.joining("\n"));
    }

    private static String cases(Summary summary, ChartData data) {
        var html = new StringBuilder();
        int chart = 0;
        for (int i = 0; i < summary.cases().size(); i++) {
            Case one = summary.cases().get(i);
            int charts = (int) ChartData.charts(one, data.names()).count();
            html.append(section(one, i, data.charts().subList(chart, chart + charts), chart));
            chart += charts;
        }
        return html.toString();
    }

    private static String section(Case one, int number, List<ChartData.Chart> charts, int firstChart) {
        return CASE.with(Map.of(
                "id", "case-" + number,
                "scenario", HTML.escape(one.scenario()),
                "variant", HTML.escape(one.variant()),
                "leader", HTML.escape(one.leader().orElse("Nothing here is a result.")),
                "loop", Words.loop(one),
                "generator", HTML.escape(Words.generator(one)),
                "charts", IntStream.range(0, charts.size())
                        .mapToObj(i -> figure(charts.get(i), firstChart + i))
                        .collect(Collectors.joining()),
                "tables", Stream.of(figures(one), latency(one), pairs(one)).collect(Collectors.joining())));
    }

    private static String figure(ChartData.Chart chart, int number) {
        return CHART.with(Map.of(
                "number", Integer.toString(number),
                "kind", chart.curves().isEmpty() ? "bars" : "curves",
                "title", HTML.escape(chart.title())));
    }

    private static String figures(Case one) {
        return table("All figures", Tables.figures(one, one.measured()));
    }

    private static String latency(Case one) {
        return one.hasLatency() ? table("Latency by percentile", Tables.latency(one)) : "";
    }

    private static String pairs(Case one) {
        return one.main()
                .map(main -> table("Compared round by round", Tables.pairs(one, main)))
                .orElse("");
    }

    private static String table(String title, Table table) {
        return TABLE.with(Map.of("title", HTML.escape(title), "table", table.toHtml()));
    }

    private static String secured(Summary summary) {
        return summary.secured().isEmpty()
                ? ""
                : SECURED.with(Map.of(
                        "title", Words.SECURED,
                        "words", Words.SECURED_MEANS,
                        "table", Tables.secured(summary).toHtml()));
    }

    private static String noResults(Summary summary) {
        return summary.noResults().isEmpty()
                ? "<p>None: every run is a result.</p>"
                : "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Runs that are no results\">"
                        + Tables.noResults(summary).toHtml() + "</div>";
    }
}
