package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatLineTest {
    @Test
    void said() {
        assertThat(ChatLine.parse("<ann> a > b")).isEqualTo(new ChatLine.Said("ann", "a > b"));
        assertThat(ChatLine.parse("<ann> ")).isEqualTo(new ChatLine.Said("ann", ""));
    }

    @Test
    void notice() {
        assertThat(ChatLine.parse("* <ann> joined")).isEqualTo(new ChatLine.Notice("<ann> joined"));
    }

    @Test
    void other() {
        for (String line : new String[] {"", "*", "ann> hi", "<ann>hi", "<ann", " * x"}) {
            assertThat(ChatLine.parse(line)).isEqualTo(new ChatLine.Other(line));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<ann> hi", "<ann> ", "* bob has left.", "anything else", ""})
    void asAString_itIsWhatArrived(String line) {
        assertThat(ChatLine.parse(line)).hasToString(line);
    }
}
