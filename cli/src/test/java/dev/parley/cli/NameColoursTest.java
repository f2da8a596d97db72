package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameColoursTest {
    @Test
    void oneName_hasOneColour_inEveryRun() {
        assertThat(NameColours.styleOf("ann").toAnsi()).isEqualTo("38;5;131");
    }

    @Test
    void manyNames_shareAllColours() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> NameColours.styleOf("guest" + i).toAnsi()).distinct()).hasSize(10);
    }
}
