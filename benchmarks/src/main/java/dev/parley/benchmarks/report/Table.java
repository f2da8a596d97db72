package dev.parley.benchmarks.report;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import com.google.common.html.HtmlEscapers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of plain text, to be shown on the page or in Markdown. The first {@code texts} columns are words, the others
 * numbers.
 */
record Table(String caption, int texts, List<String> head, List<List<String>> rows) {
    private static final Escaper HTML = HtmlEscapers.htmlEscaper();

    private static final Escaper MARKDOWN = markdownEscaper();

    String toHtml() {
        return "<table><caption>" + HTML.escape(caption) + "</caption><thead>" + htmlRow("th scope=\"col\"", head)
                + "</thead>\n<tbody>"
                + rows.stream().map(row -> htmlRow("td", row)).collect(Collectors.joining("\n"))
                + "</tbody></table>";
    }

    String toMarkdown() {
        return markdownRow(head) + "|" + rule() + "\n"
                + rows.stream().map(Table::markdownRow).collect(Collectors.joining());
    }

    /** Text that Markdown shows as it is, in one line. */
    static String markdown(String text) {
        return MARKDOWN.escape(text);
    }

    private String htmlRow(String tag, List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> htmlCell(i == 0 && tag.equals("td") ? "th scope=\"row\"" : tag, i, cells.get(i)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private String htmlCell(String tag, int column, String text) {
        String name = tag.substring(0, 2);
        String kind = column < texts ? "" : " class=\"number\"";
        return "<" + tag + kind + ">" + HTML.escape(text) + "</" + name + ">";
    }

    private String rule() {
        return IntStream.range(0, head.size())
                .mapToObj(i -> i < texts ? "---|" : "---:|")
                .collect(Collectors.joining());
    }

    private static String markdownRow(List<String> cells) {
        return cells.stream().map(Table::markdown).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static Escaper markdownEscaper() {
        var builder = Escapers.builder();
        for (char c : "\\`*_[]|#~".toCharArray()) {
            builder.addEscape(c, "\\" + c);
        }
        return builder.addEscape('<', "&lt;")
                .addEscape('&', "&amp;")
                .addEscape('\n', " ")
                .addEscape('\r', " ")
                .addEscape('\u2028', " ")
                .addEscape('\u2029', " ")
                .build();
    }
}
