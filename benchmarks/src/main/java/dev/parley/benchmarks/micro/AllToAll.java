package dev.parley.benchmarks.micro;

import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A room in memory in which everybody says a line, and is then written to around his own; per delivery. This is what leaving
 * out costs at its worst, and what a turn of an event loop gains by writing many lines at once.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AllToAll {
    static final int MEMBERS = 100;
    static final int DELIVERIES = MEMBERS * (MEMBERS - 1);

    private final Transcript transcript = Lines.transcript();
    private final ByteBuffer line = ByteBuffer.wrap(Lines.said());
    private Listener[] members = {};

    @Setup
    public void follow() {
        members = Stream.generate(Listener::new).limit(MEMBERS).toArray(Listener[]::new);
        for (Listener member : members) {
            transcript.follow(member.outbox());
        }
    }

    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public long everybodySaysALine() {
        for (Listener member : members) {
            transcript.append(Lines.PREFIX, line.rewind(), member.outbox());
        }
        transcript.signal();
        return members[0].bytes();
    }
}
