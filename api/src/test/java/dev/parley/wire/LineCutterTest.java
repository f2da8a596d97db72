package dev.parley.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineCutterTest {
    private static final int MAX = 6;
    private static final String TOO_LONG = "(too long)";

    /** Short lines, long lines, CR and LF in every order, and bytes above 127. */
    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.strings().withChars('a', 'b', '\r', '\n', '\u00C3', '\u00A9').ofMaxLength(60);
    }

    @Property(tries = 3000)
    void everyCutOfAStreamGivesTheSameLines(
            @ForAll @From("streams") String stream, @ForAll @Size(max = 12) List<@IntRange(max = 60) Integer> cuts) {
        assertThat(cut(stream, cuts)).isEqualTo(expected(stream));
    }

    @Test
    void everySingleCutOfOneStream() {
        String stream = "one\r\n\ntwo\nabcdef\r\nabcdefg\nabcdef\r\r\n\r\nend\nrest";
        for (int i = 0; i <= stream.length(); i++) {
            for (int k = i; k <= stream.length(); k++) {
                assertThat(cut(stream, List.of(i, k))).as("cut at %d and %d", i, k).isEqualTo(expected(stream));
            }
        }
    }

    @Test
    void aLineThatNeverEndsIsReportedOnceAndTakesNoMemory() {
        List<String> heard = new ArrayList<>();
        LineCutter cutter = new LineCutter(MAX);
        ByteBuffer megabyte = ByteBuffer.allocate(1024 * 1024);
        cutter.cut(megabyte, recorder(heard));
        cutter.cut(megabyte.clear(), recorder(heard));
        assertThat(heard).containsExactly(TOO_LONG);
        cutter.cut(ByteBuffer.wrap("\nhi\n".getBytes(ISO_8859_1)), recorder(heard));
        assertThat(heard).containsExactly(TOO_LONG, "hi");
    }

    @Test
    void takesABufferThatIsASliceOfAnArray() {
        List<String> heard = new ArrayList<>();
        ByteBuffer slice = ByteBuffer.wrap("xxhi\nho\nyy".getBytes(ISO_8859_1)).slice(2, 6);
        new LineCutter(MAX).cut(slice, recorder(heard));
        assertThat(heard).containsExactly("hi", "ho");
        assertThat(slice.hasRemaining()).isFalse();
    }

    /** The same rules, said by splitting the whole stream at once. */
    private static List<String> expected(String stream) {
        List<String> lines = new ArrayList<>();
        String[] pieces = stream.split("\n", -1);
        for (int i = 0; i < pieces.length; i++) {
            boolean terminated = i < pieces.length - 1;
            String piece = pieces[i];
            String line = terminated && piece.endsWith("\r") ? piece.substring(0, piece.length() - 1) : piece;
            boolean mayStillEndWell = !terminated && piece.length() == MAX + 1 && piece.endsWith("\r");
            if (line.length() > MAX && !mayStillEndWell) {
                lines.add(TOO_LONG);
            } else if (terminated) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> cut(String stream, List<Integer> cuts) {
        List<String> heard = new ArrayList<>();
        LineCutter cutter = new LineCutter(MAX);
        List<Integer> places = new ArrayList<>(cuts.stream().map(c -> Math.min(c, stream.length())).sorted().toList());
        places.add(stream.length());
        int from = 0;
        for (int to : places) {
            cutter.cut(ByteBuffer.wrap(stream.substring(from, to).getBytes(ISO_8859_1)), recorder(heard));
            from = to;
        }
        return heard;
    }

    private static LineCutter.Sink recorder(List<String> heard) {
        return new LineCutter.Sink() {
            @Override
            public void line(ByteBuffer line) {
                heard.add(ISO_8859_1.decode(line.duplicate()).toString());
            }

            @Override
            public void tooLong() {
                heard.add(TOO_LONG);
            }
        };
    }
}
