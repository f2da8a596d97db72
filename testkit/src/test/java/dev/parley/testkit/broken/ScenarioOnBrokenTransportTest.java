package dev.parley.testkit.broken;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.testkit.scenario.Scenario;
import dev.parley.testkit.scenario.Stage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check of a scenario is itself tested: it fails on transports that do to lines what it is there to notice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ScenarioOnBrokenTransportTest {
    private static final Scenario SCENARIO = Scenario.parse(
            """
            join ann
            join bob
            ann> hi
            bob< <ann> hi
            dribble bob günaydın
            ann< <bob> günaydın
            burst ann 20
            bob< <ann> line 20
            begin bob half
            half-close bob
            ann< * bob has left.
            ann> bye
            """);

    @Test
    void passesWithoutAFault() {
        Stage.on(new PlainTransport()).play(SCENARIO);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERS_A_LINE_TWICE", "HANDS_OVER_HALF_A_LINE", "NEWEST_LINE_FIRST", "ECHOES_TO_THE_SENDER"})
    void failsWithOne(BrokenTransport broken) {
        Stage stage = Stage.on(broken.transport());
        assertThrows(AssertionError.class, () -> stage.play(SCENARIO));
    }
}
