package dev.parley.benchmarks.micro;

import dev.parley.wire.Outbox;
import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A room in memory, one line at a time: the line is appended, the room signalled, every member visited and written to; per
 * delivery. Nothing is batched, so this is the most that a delivery costs beside its system call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Broadcasting {
    /** The same for every size of room: a small one hears more lines. */
    static final int DELIVERIES = 1000;

    @Param({"10", "100", "1000"})
    public int members;

    private final Transcript transcript = Lines.transcript();
    private final ByteBuffer line = ByteBuffer.wrap(Lines.said());
    private final Listener author = new Listener();
    private Listener first = author;

    /** The author is one more: he is visited, too, but has his own lines left out. */
    @Setup
    public void follow() {
        Listener[] listeners = Stream.generate(Listener::new).limit(members).toArray(Listener[]::new);
        for (Listener listener : listeners) {
            transcript.follow(listener.outbox());
        }
        transcript.follow(author.outbox());
        first = listeners[0];
    }

    /** Lines of the server: the author hears them, too, for nothing. */
    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public long toEverybody() {
        return broadcast(null);
    }

    /** Lines of one member. */
    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public long toEverybodyElse() {
        return broadcast(author.outbox());
    }

    private long broadcast(@Nullable Outbox author) {
        for (int sent = 0; sent < DELIVERIES; sent += members) {
            transcript.append(Lines.PREFIX, line.rewind(), author);
            transcript.signal();
        }
        return first.bytes();
    }
}
