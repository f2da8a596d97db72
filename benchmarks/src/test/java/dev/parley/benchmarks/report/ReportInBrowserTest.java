package dev.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.result.Contestant.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser: what is drawn, what can be switched, and that it fetches nothing. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class ReportInBrowserTest {
    private static final String FIRST_CHART = "[data-chart='0'] ";

    private static final String CURVES = "figure.curves ";

    /** Those in charts. */
    private static final int CONTESTANTS = (int) Sample.comparison().contestants().stream()
            .filter(one -> one.kind() != Kind.PARLEY_TLS)
            .count();

    // The browser may still write into its profile when it is told to end.
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path profile;

    @TempDir
    private static Path report;

    private Path page;

    private Browser browser;

    @BeforeAll
    void open() throws IOException {
        browser = Browser.open(profile);
        Report.write(Sample.comparison(), report);
        page = report.resolve("index.html");
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void show() {
        browser.show(page, 1280, "light");
    }

    @AfterEach
    void theConsoleIsSilent() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everyChart_isDrawn() {
        assertThat(browser.count("figure")).isEqualTo(9);
        assertThat(browser.count("figure svg")).isEqualTo(9);
        assertThat(browser.count(FIRST_CHART + ".row")).isEqualTo(CONTESTANTS);
        assertThat(browser.count(FIRST_CHART + ".body")).as("one has no result").isEqualTo(CONTESTANTS - 1);
        assertThat(browser.count(FIRST_CHART + ".whisker")).isEqualTo(CONTESTANTS - 1);
        assertThat(browser.count(CURVES + ".line")).as("one missed the rate").isEqualTo(CONTESTANTS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1280})
    void marks_haveASize_andLieInTheirChart(int width) {
        browser.show(page, width, "light");
        assertThat(browser.run("""
                return [...document.querySelectorAll('.plot .body, .plot .whisker, .plot .line, .plot .dot, .plot text')].filter((mark) => {
                  const box = mark.getBoundingClientRect();
                  const chart = mark.closest('figure').getBoundingClientRect();
                  return !(box.width + box.height > 0 && box.left >= chart.left - 3 && box.right <= chart.right + 3
                    && box.top >= chart.top - 3 && box.bottom <= chart.bottom + 3);
                }).map((mark) => mark.outerHTML)""")).isEqualTo(List.of());
    }

    @Test
    void bars_areWideAndHigh() {
        assertThat(browser.run("""
                return [...document.querySelectorAll('.plot .body')].map((bar) => bar.getBoundingClientRect())
                  .filter(({ width, height }) => width < 1 || height < 3).length""")).isEqualTo(0L);
    }

    @Test
    void aLongerBar_isALargerValue() {
        browser.click(FIRST_CHART + ".scales button");
        assertThat(browser.run("""
                const widths = [...document.querySelectorAll("[data-chart='0'] .body")].map((bar) => bar.getBBox().width);
                const nio = widths[0], example = widths[7];
                return example / nio > 150 && example / nio < 200""")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1280})
    void labels_doNotCoverEachOther(int width) {
        browser.show(page, width, "light");
        assertThat(browser.run("""
                const covers = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
                return [...document.querySelectorAll('.plot svg')].flatMap((chart) => {
                  const boxes = [...chart.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
                  return boxes.flatMap(([a, box], i) => boxes.slice(i + 1).filter(([, other]) => covers(box, other)).map(([b]) => a + ' and ' + b));
                })""")).isEqualTo(List.of());
    }

    @Test
    void aContestantThatIsHidden_isInNoChart() {
        assertThat(browser.count(".plot [data-who='7']")).isEqualTo(8);
        browser.click("#show label:nth-of-type(8)");
        assertThat(browser.count(".plot [data-who='7']")).isZero();
        assertThat(browser.count(".plot [data-who='6']")).isEqualTo(9);
        browser.click("#show label:nth-of-type(8)");
        assertThat(browser.count(".plot [data-who='7']")).isEqualTo(8);
    }

    @Test
    void everyContestantCanBeHidden() {
        browser.run("document.querySelectorAll('#show input').forEach((box) => box.click())");
        assertThat(browser.count(".plot [data-who]")).isZero();
    }

    @Test
    void aWideSpan_canBeSeenInBothScales() {
        String logarithmic = ticks();
        browser.click(FIRST_CHART + ".scales button");
        assertThat(ticks()).isNotEqualTo(logarithmic).startsWith("0,");
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("linear");
        browser.click(FIRST_CHART + ".scales button:last-child");
        assertThat(ticks()).isEqualTo(logarithmic);
    }

    @Test
    void aNarrowSpan_hasOneScale() {
        browser.click("#show label:nth-of-type(8)");
        assertThat(browser.count(FIRST_CHART + ".scales button")).isZero();
        assertThat(ticks()).startsWith("0,");
    }

    @Test
    void theFloor_canBeTheUnit() {
        browser.click("#measure [value=ratio]");
        assertThat(ticks()).contains("×").doesNotContain("ns");
        assertThat(browser.run("return document.querySelector(\"[data-chart='0'] [data-who='8'] .value\").textContent"))
                .isEqualTo("1.00 ×");
        assertThat(browser.text("return document.querySelector('#case-3 figure:last-child .note').textContent"))
                .contains("no floor here");
        browser.click("#measure [value=absolute]");
        assertThat(ticks()).contains("ns").doesNotContain("×");
    }

    @Test
    void darkAndLight_followTheSystem_andTheButton() {
        String light = paper();
        browser.click("#theme");
        String dark = paper();
        assertThat(dark).isNotEqualTo(light);
        browser.click("#theme");
        assertThat(paper()).isEqualTo(light);
        browser.show(page, 1280, "dark");
        assertThat(paper()).isEqualTo(dark);
        browser.click("#theme");
        assertThat(paper()).isEqualTo(light);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void text_canBeRead(String scheme) {
        browser.show(page, 1280, scheme);
        assertThat(browser.run(Template.named("contrast.js").text())).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 768})
    void thePage_doesNotScrollSideways(int width) {
        browser.show(page, width, "light");
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
    }

    @Test
    void nothing_isFetched() {
        browser.requests();
        browser.show(page, 1280, "light");
        browser.click("#theme");
        assertThat(browser.requests()).containsOnly(page.toUri().toString());
        assertThat(browser.run("return performance.getEntriesByType('resource').map((one) => one.name)"))
                .isEqualTo(List.of());
    }

    @Test
    void theJson_comesOutAsItWasWritten() throws IOException {
        browser.run("URL.createObjectURL = (blob) => { window.taken = blob; return '#'; }");
        browser.click("#download");
        assertThat(browser.run("return window.taken.text()"))
                .isEqualTo(Files.readString(report.resolve("results.json")));
    }

    @Test
    void hostileText_isText() {
        assertThat(browser.count("img")).isZero();
        assertThat(browser.text("return document.querySelector('#show label:last-of-type').textContent"))
                .startsWith(Sample.HOSTILE);
    }

    @Test
    void whoSpeaksTls_isInATableOfHisOwn_andInNoChart() {
        assertThat(browser.count("#tls tbody tr")).isEqualTo(2);
        assertThat(browser.count("#show label")).isEqualTo(CONTESTANTS);
        assertThat(browser.run("""
                return [...document.querySelectorAll('.case, #show')].filter((place) => place.textContent.includes('nio-tls')).length"""))
                .isEqualTo(0L);
    }

    @Test
    void charts_haveWords_andTablesBehindThem() {
        assertThat(browser.run("""
                return [...document.querySelectorAll('.plot svg')].filter((chart) => chart.getAttribute('role') !== 'img'
                  || !chart.getAttribute('aria-label').includes('nio: ') || !chart.closest('section').querySelector('details table')).length"""))
                .isEqualTo(0L);
    }

    @Test
    void everyKind_isMarkedByMoreThanColour() {
        assertThat(browser.run("""
                const look = (kind) => {
                  const bar = getComputedStyle(document.querySelector(`.plot .${kind} .body`));
                  return [bar.fill.startsWith('url') ? bar.fill : 'plain', bar.strokeDasharray].join();
                };
                return new Set(['is-parley', 'is-yardstick', 'is-floor', 'is-other'].map(look)).size""")).isEqualTo(4L);
    }

    private String ticks() {
        return browser.text(
                "return [...document.querySelectorAll(\"[data-chart='0'] .tick\")].map((tick) => tick.textContent).join()");
    }

    private String paper() {
        return browser.text("return getComputedStyle(document.body).backgroundColor");
    }
}
