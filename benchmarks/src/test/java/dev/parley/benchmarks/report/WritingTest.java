package dev.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.benchmarks.report.Rounds.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers, tables and places are written. */
class WritingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "31.44    | ns  | 31.4 ns",
        "5600     | ns  | '5,600 ns'",
        "28400    | ns  | 28.4 µs",
        "0        | ns  | 0 ns",
        "0.0728   | ns  | 0.073 ns",
        "1350     | B   | 1.35 KB",
        "99.96    | B   | 100 B",
        "32100000 | 1/s | 32.1 M/s",
        "480      | 1/s | 480 /s",
        "2300     | µs  | 2.30 ms",
        "94.9     | %   | 94.9 %"
    })
    void amounts_haveThreeDigits_andAPrefix(double value, String unit, String written) {
        assertThat(Amount.of(value, unit)).isEqualTo(written);
    }

    @Test
    void aRange_hasTheUnitOfItsMedian() {
        assertThat(Amount.of(new Spread(1_000, 900, 1_100, 3), "B")).isEqualTo("1.00 KB (0.90–1.10)");
        assertThat(Amount.of(new Spread(1_000, 1_000, 1_000, 1), "B")).isEqualTo("1.00 KB");
    }

    @Test
    void aTable_staysATable() {
        var table = new Table("<i>", 1, List.of("a|b", "n"), List.of(List.of("x\ny", "<1>")));
        assertThat(table.toMarkdown()).isEqualTo("| a\\|b | n |\n|---|---:|\n| x y | &lt;1> |\n");
        assertThat(table.toHtml()).contains("<caption>&lt;i&gt;</caption>", "<td class=\"number\">&lt;1&gt;</td>");
    }

    @Test
    void whatLooksLikeAPlaceInAValue_staysAsItIs() {
        assertThat(new Template("{{a}}-{{b}}").with(Map.of("a", "{{b}}$1\\", "b", "2"))).isEqualTo("{{b}}$1\\-2");
        assertThatThrownBy(() -> new Template("{{c}}").with(Map.of())).hasMessage("no value for c");
    }
}
