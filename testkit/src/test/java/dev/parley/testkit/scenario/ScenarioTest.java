package dev.parley.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.testkit.Sky;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of a scenario. */
final class ScenarioTest {

    @Test
    void everyStepHasItsLine() {
        List<Step> steps = List.of(
                new Step.Join("ann"),
                new Step.Connect("bob"),
                new Step.Lurk("mallory"),
                new Step.Say("ann", "hi > there"),
                new Step.Say("ann", ""),
                new Step.Burst("ann", 50),
                new Step.Dribble("ann", "günaydın 🙂"),
                new Step.Begin("ann", "good"),
                new Step.Hear("bob", "<ann> hi"),
                new Step.Stall("bob"),
                new Step.Resume("bob"),
                new Step.HalfClose("bob"),
                new Step.HangUp("bob"),
                new Step.Reset("ann", true),
                new Step.Reset("ann", false),
                new Step.Pause(20));
        Settings settings = Settings.defaults()
                .withSeed(-7)
                .withWeather(Sky.STORMY)
                .withTranscriptBytes(16384)
                .withSendBufferBytes(1024)
                .withSmallBuffers(true);
        Scenario scenario = new Scenario(settings, steps);
        assertEquals(scenario, Scenario.parse(scenario.toString()));
    }

    @Test
    void commentsAndEmptyLinesAreLeftOut() {
        assertEquals("join ann\nann> # no comment\n", Scenario.parse("# a comment\n\njoin ann\nann> # no comment\n").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            dance ann              | there is no step 'dance'
            join                   | a step is VERB NAME, NAME> TEXT or NAME< LINE
            join ann now           | nothing was expected behind 'join ann'
            burst ann              | a number was expected instead of ''
            burst ann many         | a number was expected instead of 'many'
            burst ann 0            | burst takes a number of at least 1, not 0
            bbo< hi                | nobody called bbo has come before
            pause 20 ms            | a number was expected instead of '20 ms'
            pause -3               | pause takes a number of at least 0, not -3
            reset ann at once      | 'mid-line' or nothing was expected behind the name
            set seed x             | a number was expected instead of 'x'
            set weather foggy      | weather is calm, rough or stormy, and not 'foggy'
            set small-buffers yes  | true or false was expected instead of 'yes'
            set colour red         | there is nothing called 'colour' to set
            set transcript 100     | transcript takes a number of at least 16384, not 100
            set send-buffer 1      | send-buffer takes a number of at least 1024, not 1
            """)
    void whatIsWrongIsSaidWithItsLine(String line, String why) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> Scenario.parse("join bob\n" + line));
        assertEquals("line 2, '" + line + "': " + why, thrown.getMessage());
    }
}
