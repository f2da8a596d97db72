package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.ByteRange;
import org.junit.jupiter.api.Test;

class LineTextTest {
    /** Any code point that text can have, controls but rarely. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.integers().between(' ', '~')),
                        Tuple.of(4, Arbitraries.integers().between(0xA0, Character.MAX_CODE_POINT)),
                        Tuple.of(1, Arbitraries.integers().between(0, 0x9F)))
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .list()
                .ofMaxSize(40)
                .map(list -> list.stream().map(Character::toString).collect(Collectors.joining()));
    }

    @Property
    void decodeUndoesEncode(@ForAll @From("texts") String text) {
        String clean = LineText.clean(text);
        assertThat(LineText.decode(ByteBuffer.wrap(LineText.encode(clean)))).isEqualTo(clean);
    }

    @Property(tries = 2000)
    void cleanBytesAreWellFormedAndWithoutControls(@ForAll byte[] bytes) {
        String text = UTF_8.decode(LineText.clean(ByteBuffer.wrap(bytes)).duplicate()).toString();
        assertThat(text.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\t');
    }

    @Property(tries = 2000)
    void cleaningAgreesWithDecodingAndReplacing(
            @ForAll @ByteRange(min = -62, max = 40) byte[] bytes) {
        ByteBuffer line = ByteBuffer.wrap(bytes);
        String expected = LineText.clean(new String(bytes, UTF_8));
        assertThat(UTF_8.decode(LineText.clean(line).duplicate()).toString()).isEqualTo(expected);
    }

    @Property
    void cleanTextIsNotCopied(@ForAll @From("texts") String text) {
        ByteBuffer clean = ByteBuffer.wrap(LineText.encode(text));
        assertThat(LineText.clean(clean)).isSameAs(clean);
    }

    @Test
    void eachOffenderIsReplaced() {
        assertThat(LineText.clean("a\u001b[31m\tb\u0000\u007f\u0085\u009fé")).isEqualTo("a\uFFFD[31m\tb\uFFFD\uFFFD\uFFFD\uFFFDé");
        assertThat(LineText.clean("two\nlines\r")).isEqualTo("two\uFFFDlines\uFFFD");
    }

    @Test
    void readsOnlyBetweenPositionAndLimit() {
        ByteBuffer line = ByteBuffer.wrap("\u0007hi\u0007".getBytes(UTF_8)).position(1).limit(3);
        assertThat(LineText.clean(line)).isSameAs(line);
        assertThat(LineText.decode(line)).isEqualTo("hi");
    }
}
