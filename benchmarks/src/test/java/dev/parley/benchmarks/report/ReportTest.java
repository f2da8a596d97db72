package dev.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final List<String> FILES = List.of("results.json", "index.html", "results.md");

    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

    @TempDir
    private Path dir;

    private final Comparison comparison = Sample.comparison();

    @BeforeEach
    void write() throws IOException {
        Report.write(comparison, dir.resolve("one"));
    }

    @Test
    void theSameData_isTheSameBytes_inWhateverMapsItComes() throws IOException {
        Report.write(withOtherMaps(comparison), dir.resolve("two"));
        for (String file : FILES) {
            assertThat(dir.resolve("two").resolve(file)).as(file).hasSameBinaryContentAs(dir.resolve("one").resolve(file));
        }
    }

    @Test
    void whatWasWritten_canBeReadAgain() throws IOException {
        assertThat(Report.read(dir.resolve("one/results.json"))).isEqualTo(comparison);
    }

    @Test
    void numbers_haveNoExponent_andKeysHaveTheirOrder() throws IOException {
        String json = read("results.json");
        assertThat(json).doesNotContainPattern("\\d[eE][+-]?\\d+[,\\n]").contains("\"CPU_PER_DELIVERY\" : 31.4");
        assertThat(json).containsSubsequence("\"started\"", "\"machine\"", "\"processor\"", "\"cores\"", "\"runs\"");
        assertThat(json).containsSubsequence("\"50.0\"", "\"90.0\"", "\"99.0\"", "\"99.9\"", "\"99.99\"", "\"100.0\"");
    }

    @Test
    void thePage_holdsTheJsonAsItIs_andNoTextBreaksOut() throws IOException {
        String page = read("index.html");
        assertThat(page).contains("id=\"results\">" + read("results.json") + "</script>");
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
        assertThat(page).doesNotContain("<img").contains("&lt;/script&gt;&lt;img src=x");
    }

    @Test
    void thePage_namesNothingOutsideOfItself() throws IOException {
        assertThat(read("index.html").replace("http://www.w3.org/2000/svg", ""))
                .doesNotContainPattern("https?://|@import|url\\((?!#)|\\bfetch\\(|<link(?! rel=\"icon\" href=\"data:,\")");
    }

    @Test
    void theMarkdown_hasATableOfEachScenario_andWhereItWasMeasured() throws IOException {
        assertThat(read("results.md"))
                .containsSubsequence(
                        "13 servers, 5 scenarios, 3 interleaved rounds",
                        "### broadcast: 100 members, 10 writers, 1024 lines in flight",
                        "|  | kind | server CPU per delivery | deliveries, closed loop | load of the generator's core |\n|---|---|---:|---:|---:|\n",
                        "| nio | Parley | 31.4 ns (30.1–32.0) | 30.6 M/s (30.3–30.9); not all rounds: the generator was the limit |",
                        "|  | ÷ c-epoll | ÷ nio | ÷ nio-2 | ÷ virtual | ÷ platform |",
                        "### latency: 1,000 members",
                        "no result: missed the rate",
                        "### Runs that are no results",
                        "Measured 2026-11-24T09:30:00Z at commit 0123abc-dirty with ./parley bench --rounds 3",
                        "processor: An Example @ 2.50 GHz");
    }

    @Test
    void theMarkdown_keepsItsTables_whateverIsInATable() throws IOException {
        String markdown = read("results.md");
        assertThat(markdown).doesNotContain("<img").contains("\\|\\`\\*😀");
        var tables = Splitter.on("\n\n").splitToStream(markdown).filter(part -> part.startsWith("|")).toList();
        assertThat(tables).hasSize(12).allSatisfy(table -> assertThat(
                        table.lines().map(line -> CELL_END.matcher(line).results().count()).distinct())
                .hasSize(1));
    }

    @Test
    void whoSpeaksTls_standsApart_besideHimselfWithout() throws IOException {
        String row = "| nio-tls | all-to-all, 100 members, all of them writers | 40.8 ns (39.2–41.6) |";
        assertThat(read("results.md")).containsSubsequence("### connect-storm", "### With TLS 1.3", row, "### Runs that are no results");
        assertThat(before("### With TLS 1.3", read("results.md"))).contains("### connect-storm").doesNotContain(Sample.TLS);
        String page = read("index.html");
        assertThat(page).containsSubsequence("<a href=\"#tls\">With TLS 1.3</a>", "<section id=\"tls\">", "with ÷ without", Sample.TLS, "0.48 ×");
        assertThat(before("<section id=\"tls\">", page)).contains("case-4").doesNotContain(Sample.TLS);
        assertThat(page.substring(page.indexOf("id=\"charts\""), page.indexOf("id=\"results\""))).doesNotContain(Sample.TLS);
    }

    @Test
    void whereNobodySpeaksTls_nothingIsSaidOfIt() throws IOException {
        Report.write(only(kind -> kind != Kind.PARLEY_TLS), dir.resolve("two"));
        assertThat(dir.resolve("two/index.html")).content().doesNotContain("id=\"tls\"", "href=\"#tls\"");
        assertThat(dir.resolve("two/results.md")).content().doesNotContain("With TLS");
    }

    @Test
    void whoSpeaksTls_canBeAlone() throws IOException {
        Report.write(only(kind -> kind == Kind.PARLEY_TLS), dir.resolve("two"));
        assertThat(dir.resolve("two/results.md")).content()
                .contains("1 server, 2 scenarios", "### With TLS 1.3", "| nio-tls | broadcast, ")
                .doesNotContain("### broadcast");
        assertThat(dir.resolve("two/index.html")).content().contains("<section id=\"tls\">").doesNotContain("id=\"case-0\"");
    }

    private static String before(String mark, String report) {
        return report.substring(0, report.indexOf(mark));
    }

    private Comparison only(Predicate<Kind> kinds) {
        var contestants = comparison.contestants().stream().filter(one -> kinds.test(one.kind())).toList();
        var names = contestants.stream().map(Contestant::name).toList();
        return new Comparison(
                comparison.started(), comparison.command(), comparison.commit(), comparison.machine(), comparison.quick(), contestants,
                comparison.runs().stream().filter(run -> names.contains(run.contestant())).toList());
    }

    private String read(String file) throws IOException {
        return Files.readString(dir.resolve("one").resolve(file));
    }

    private static Comparison withOtherMaps(Comparison in) {
        return new Comparison(
                in.started(), in.command(), in.commit(), in.machine(), in.quick(), in.contestants(),
                in.runs().stream().map(ReportTest::withOtherMaps).toList());
    }

    private static Run withOtherMaps(Run in) {
        var latency = in.latency() == null ? null : new TreeMap<>(in.latency()).descendingMap();
        return new Run(
                in.scenario(), in.variant(), in.contestant(), in.round(), in.verdict(), in.why(),
                new TreeMap<>(in.figures()).descendingMap(), latency);
    }
}
