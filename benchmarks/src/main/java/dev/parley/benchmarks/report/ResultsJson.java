package dev.parley.benchmarks.report;

import com.google.common.collect.ImmutableSortedMap;
import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Run;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The JSON of the report: one order of keys, one way to write a number, and safe inside of a script element as it is. */
final class ResultsJson {
    private static final JsonMapper COMPACT = JsonMapper.builder(
                    new JsonFactoryBuilder().characterEscapes(new ForScripts()).build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addModule(new SimpleModule().addSerializer(Double.class, new PlainNumber()))
            .build();

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private ResultsJson() {}

    static String write(Comparison comparison) {
        var layout = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        return COMPACT.writer().with(layout).writeValueAsString(sorted(comparison)) + "\n";
    }

    static Comparison read(String json) {
        return COMPACT.readValue(json, Comparison.class);
    }

    /** In one line, for the page's own use. */
    static String compact(Object value) {
        return COMPACT.writeValueAsString(value);
    }

    /** The same with figures and percentiles in their natural order, whatever maps they came in. */
    private static Comparison sorted(Comparison in) {
        return new Comparison(
                in.started(),
                in.command(),
                in.commit(),
                in.machine(),
                in.quick(),
                in.contestants(),
                in.runs().stream().map(ResultsJson::sorted).toList());
    }

    private static Run sorted(Run in) {
        var latency = in.latency() == null ? null : ImmutableSortedMap.copyOf(in.latency());
        return new Run(
                in.scenario(),
                in.variant(),
                in.contestant(),
                in.round(),
                in.verdict(),
                in.why(),
                ImmutableSortedMap.copyOf(in.figures()),
                latency);
    }

    /** Digits without an exponent, so that eyes and diffs can follow them. */
    private static final class PlainNumber extends StdSerializer<Double> {
        PlainNumber() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (Double.isFinite(value)) {
                out.writeNumber(new BigDecimal(plain(value)));
            } else {
                out.writeNumber(value.doubleValue());
            }
        }

        private static String plain(double value) {
            return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        }
    }

    /** Escapes what could end a script element, or a line in one. */
    private static final class ForScripts extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            for (char c : new char[] {'<', '>', '&'}) {
                codes[c] = ESCAPE_STANDARD;
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return c == '\u2028' || c == '\u2029' ? new SerializedString("\\u" + Integer.toHexString(c)) : null;
        }
    }
}
