package dev.parley.scenarios;

import dev.parley.testkit.Sky;
import dev.parley.testkit.scenario.Scenario;
import dev.parley.testkit.scenario.Settings;
import dev.parley.testkit.scenario.Stage;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.state.ActionChain;

/**
 * Whole conversations of five guests with a chat server, each under a schedule of its own: everybody gets what the room's
 * witness heard while he was in it. What fails is shrunk by {@link Counterexample}, which may try other schedules than the
 * one that failed, and written as a scenario that can be played again.
 */
class ConversationPropertyTest {
    private static final int MAX_STEPS = 40;

    private final Counterexample counterexample = new Counterexample(Stage.simulated());

    @Property(shrinking = ShrinkingMode.OFF)
    void inRoughWeatherEverybodyGetsEverything(
            @ForAll("conversations") ActionChain<Scenario> chain, @ForAll("settings") Settings settings, @ForAll long seed) {
        counterexample.play("rough", chain.run().with(settings.withSeed(seed)));
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void inStormyWeatherWhatIsGotIsRight(
            @ForAll("conversations") ActionChain<Scenario> chain, @ForAll("settings") Settings settings, @ForAll long seed) {
        counterexample.play("stormy", chain.run().with(settings.withSeed(seed).withWeather(Sky.STORMY)));
    }

    @Provide
    Arbitrary<ActionChain<Scenario>> conversations() {
        return ActionChain.startWith(Scenario::empty)
                .withAction(6, GuestActions.connects())
                .withAction(9, GuestActions.says())
                .withAction(4, GuestActions.bursts())
                .withAction(1, GuestActions.dribbles())
                .withAction(1, GuestActions.begins())
                .withAction(2, GuestActions.stalls())
                .withAction(2, GuestActions.resumes())
                .withAction(1, GuestActions.lurks())
                .withAction(3, GuestActions.leaves())
                .withAction(3, GuestActions.pauses())
                .withMaxTransformations(MAX_STEPS);
    }

    /** With small buffers and a small transcript, who stalls falls behind. */
    @Provide
    Arbitrary<Settings> settings() {
        return Combinators.combine(
                        Arbitraries.of(128 * 1024, 1024), Arbitraries.of(4 * 1024 * 1024, 32 * 1024), Arbitraries.of(false, true))
                .as((sendBuffer, transcript, small) -> Settings.defaults()
                        .withSendBufferBytes(sendBuffer)
                        .withTranscriptBytes(transcript)
                        .withSmallBuffers(small));
    }
}
