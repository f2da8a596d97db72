package dev.parley.testkit.scenario;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation, step by step, as a text that is easy to read and to write:
 *
 * <pre>{@code
 * # Ann's line reaches bob, though eve has stopped reading.
 * set weather rough          what the simulated network does: calm, rough, stormy
 * set small-buffers true     who does not read is slow at once; also: set seed, transcript, send-buffer N
 * join ann                   connects, says the name, and waits for the welcome
 * join bob
 * connect eve                the same without waiting
 * stall eve                  reads no more, until: resume eve
 * ann> hi                    types a line
 * bob< <ann> hi              must get this line, now or soon
 * burst ann 50               types "line 1" to "line 50" at once
 * dribble ann hello          types a line, every byte in a packet of its own
 * begin ann good             types the beginning of a line, ...
 * ann> bye                   ... and the rest: "goodbye"
 * half-close bob             sends no more, but reads
 * hang-up bob                closes the connection
 * reset ann mid-line         breaks the connection; "mid-line" sends half a line before
 * lurk mallory               connects, and says nothing
 * pause 20                   20 ms pass
 * }</pre>
 *
 * <p>Nothing waits for the step before it to have an effect but {@code join}, {@code name<}, and a {@code connect} of somebody
 * who was there before, which waits until he is gone. In stormy weather nobody must hear anything: whoever should have said it
 * may be gone. A step that its guest cannot do, because he is not there or has
 * ended his sending half, is left out.
 *
 * @param settings the {@code set} lines
 * @param steps in order
 */
public record Scenario(Settings settings, List<Step> steps) {

    public Scenario {
        steps = List.copyOf(steps);
    }

    /** With the usual settings, and no step yet. */
    public static Scenario empty() {
        return new Scenario(Settings.defaults(), List.of());
    }

    /**
     * Reads the text of a scenario.
     *
     * @throws IllegalArgumentException if a line is none of the above; the message has its number
     */
    public static Scenario parse(String text) {
        return new ScenarioParser().parse(text);
    }

    public Scenario with(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Scenario(settings, more);
    }

    public Scenario with(Settings settings) {
        return new Scenario(settings, steps);
    }

    /** The text, without comments. {@link #parse} makes the same scenario of it. */
    @Override
    public String toString() {
        return settings + steps.stream().map(step -> step + "\n").collect(joining());
    }
}
