package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Target;
import dev.parley.benchmarks.result.Contestant;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server that takes part: what it is, and how it is started. It holds no state. */
public interface ServerUnderTest {
    Contestant contestant();

    /** One sentence on why it cannot take part on this machine; null if it can. */
    default @Nullable String missing() {
        return null;
    }

    /** The name of the {@link dev.parley.benchmarks.load.Dialect} that is spoken with it. */
    default String dialect() {
        return "parley";
    }

    /** Whether a guest's name, such as {@code r0017-00002}, puts him into a room of many. */
    default boolean hasRooms() {
        return false;
    }

    /** How many may be on their way into it at once: not more than its listen queue holds, or they wait for a second attempt. */
    default int joinsAtOnce() {
        return Target.JOINS_AT_ONCE;
    }

    /** Whether it is measured in a scenario: not if it cannot do that, or if the result would say nothing. */
    default boolean takesPartIn(Scenario scenario) {
        return scenario.load().rooms() == 1 || hasRooms();
    }

    /**
     * How it is started for one run.
     *
     * @param scenario what it is started for
     * @param workDir an empty folder for what it has to write; deleted after the run
     * @throws IOException if something that has to be written, or compiled, for it could not be
     */
    ServerCommand command(Scenario scenario, Path workDir) throws IOException;
}
