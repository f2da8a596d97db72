package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import dev.parley.benchmarks.result.Contestant;
import java.nio.file.Path;
import java.util.List;

/**
 * Parley on one of its transports, started as {@code ./parley server} starts it. Without limits on guests: they all come from
 * one address here, and talk as fast as they can.
 */
final class ParleyServer implements ServerUnderTest {
    /** Those of the script {@code parley}. */
    static final ImmutableList<String> FLAGS = ImmutableList.of(
            "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmn8m", "-XX:TrimNativeHeapInterval=1000");

    /** Named by its name, since it is of the command line, on which nothing here depends but at run time. */
    private static final String MAIN = "dev.parley.cli.Parley";

    private static final String LOOPBACK = "127.0.0.1";

    private final Contestant contestant;
    private final String transport;
    private final int loops;
    private final int cores;

    /**
     * @param loops 0 for a transport without
     * @param cores how many processors it is given
     */
    ParleyServer(String name, String description, String transport, int loops, int cores) {
        this.contestant = new Contestant(name, Contestant.Kind.PARLEY, description);
        this.transport = transport;
        this.loops = loops;
        this.cores = cores;
    }

    @Override
    public Contestant contestant() {
        return contestant;
    }

    @Override
    public boolean hasRooms() {
        return true;
    }

    @Override
    public ServerCommand command(Scenario scenario, Path workDir) {
        String loopsWord = Integer.toString(loops);
        if (scenario.load().rooms() > 1) {
            return ServerCommand.ofJvm(FLAGS, RoomsServer.class.getName(), List.of(transport, loopsWord)).onCores(cores);
        }
        List<String> args = List.of(
                "server", "--port", "0", "--bind", LOOPBACK, "--transport", transport, "--loops", loopsWord, "--no-limits");
        return ServerCommand.ofJvm(FLAGS, MAIN, args).onCores(cores);
    }
}
