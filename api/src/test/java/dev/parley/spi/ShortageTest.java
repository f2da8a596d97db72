package dev.parley.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShortageTest {
    private final Shortage shortage = new Shortage("a test");

    @Test
    void eachPauseIsTwiceTheLast_upToASecond() {
        assertThat(Stream.generate(this::fail).limit(6))
                .map(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void afterASuccessItBeginsAnew() {
        fail();
        fail();
        shortage.over();
        assertThat(fail()).isEqualTo(Shortage.FIRST_PAUSE);
    }

    private Duration fail() {
        return shortage.failed(new IOException("thrown by a test"));
    }
}
