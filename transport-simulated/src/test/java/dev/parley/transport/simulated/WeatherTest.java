package dev.parley.transport.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeatherTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    static Stream<Arguments> nonsense() {
        Duration zero = Duration.ZERO;
        return Stream.of(
                refused(() -> new Weather(zero, MILLI, 0, 0, zero, 0), "minDelay must be more than zero, not PT0S"),
                refused(
                        () -> new Weather(MILLI, MILLI.dividedBy(2), 0, 0, zero, 0),
                        "maxDelay must be at least minDelay, PT0.001S, not PT0.0005S"),
                refused(
                        () -> new Weather(MILLI, MILLI, 0, 0, MILLI.negated(), 0),
                        "maxStall must be at least zero, not PT-0.001S"),
                refused(
                        () -> new Weather(MILLI, MILLI, 101, 0, zero, 0),
                        "splitPercent must be between 0 and 100, not 101"),
                refused(
                        () -> new Weather(MILLI, MILLI, 0, -1, zero, 0), "stallPercent must be between 0 and 100, not -1"),
                refused(
                        () -> new Weather(MILLI, MILLI, 0, 0, zero, 1001),
                        "resetPermille must be between 0 and 1000, not 1001"));
    }

    @ParameterizedTest
    @MethodSource
    void nonsense(Callable<Weather> weather, String message) {
        assertThatThrownBy(weather::call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void whatIsReadyMadeIsNone() {
        assertThat(Stream.of(Weather.calm(), Weather.rough(), Weather.stormy())).doesNotHaveDuplicates();
    }

    private static Arguments refused(Callable<Weather> weather, String message) {
        return Arguments.of(weather, message);
    }
}
