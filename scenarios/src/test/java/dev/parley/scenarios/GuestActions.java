package dev.parley.scenarios;

import dev.parley.testkit.scenario.Scenario;
import dev.parley.testkit.scenario.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.Transformer;

/** What the guests of a random conversation may do next. */
final class GuestActions {
    private static final String[] GUESTS = {"ann", "bob", "cem", "dora", "eve"};
    private static final String[] TEXTS = {
        "hi", "günaydın 🙂", "", "a, b and c", "//who", "/who", "/nonsense", "<bob> fake", "* fake", "x".repeat(300)
    };

    private GuestActions() {}

    static Action<Scenario> connects() {
        return adding(guests().map(Step.Connect::new));
    }

    static Action<Scenario> says() {
        return adding(Combinators.combine(guests(), Arbitraries.of(TEXTS)).as(Step.Say::new));
    }

    static Action<Scenario> bursts() {
        return adding(Combinators.combine(guests(), Arbitraries.integers().between(1, 400)).as(Step.Burst::new));
    }

    static Action<Scenario> dribbles() {
        return adding(Combinators.combine(guests(), Arbitraries.of("hi", "günaydın 🙂")).as(Step.Dribble::new));
    }

    static Action<Scenario> begins() {
        return adding(guests().map(guest -> new Step.Begin(guest, "hal")));
    }

    static Action<Scenario> stalls() {
        return adding(guests().map(Step.Stall::new));
    }

    static Action<Scenario> resumes() {
        return adding(guests().map(Step.Resume::new));
    }

    static Action<Scenario> lurks() {
        return adding(Arbitraries.of("mallory", "oscar").map(Step.Lurk::new));
    }

    /** In every way there is. */
    static Action<Scenario> leaves() {
        return adding(guests().flatMap(guest -> Arbitraries.<Step>of(
                new Step.HalfClose(guest),
                new Step.HangUp(guest),
                new Step.Say(guest, "/quit"),
                new Step.Reset(guest, false),
                new Step.Reset(guest, true))));
    }

    static Action<Scenario> pauses() {
        return adding(Arbitraries.integers().between(1, 40).map(Step.Pause::new));
    }

    private static Arbitrary<String> guests() {
        return Arbitraries.of(GUESTS);
    }

    private static Action<Scenario> adding(Arbitrary<? extends Step> steps) {
        return new Action.Independent<>() {
            @Override
            public Arbitrary<Transformer<Scenario>> transformer() {
                return steps.map(step -> Transformer.transform(step.toString(), scenario -> scenario.with(step)));
            }
        };
    }
}
