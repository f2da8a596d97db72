package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import dev.parley.benchmarks.result.Contestant;
import java.nio.file.Path;

/**
 * One of Parley's transports with every limit on guests in force that a flag sets, and none so low that a guest of the generator reaches
 * it: to be held against the same one without, by how much it costs to look after them.
 *
 * <p>Only where several people talk in one room: what is counted for each line and each read shows there.
 */
record ParleyWithLimits(ParleyServer plain) implements ServerUnderTest {
    private static final String MANY = "1000000000";

    /** They come behind {@code --no-limits}, which leaves those in force that are set one by one. */
    private static final ImmutableList<String> LIMITS = ImmutableList.of(
            "--max-sessions", MANY,
            "--max-sessions-per-address", MANY,
            "--connects-per-second", MANY,
            "--connect-burst", MANY,
            "--max-members", MANY,
            "--name-timeout", "3600",
            "--idle-timeout", "3600",
            "--lines-per-second", MANY,
            "--line-burst", MANY,
            "--bytes-per-second", MANY,
            "--byte-burst", MANY);

    @Override
    public Contestant contestant() {
        Contestant same = plain.contestant();
        return new Contestant(same.name() + "-limits", same.kind(), same.description() + ", with limits that nobody reaches");
    }

    @Override
    public boolean takesPartIn(Scenario scenario) {
        return scenario.load().isTalkInOneRoom();
    }

    @Override
    public ServerCommand command(Scenario scenario, Path workDir) {
        return plain.command(scenario, workDir).with(LIMITS.toArray(String[]::new));
    }
}
