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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Draining one outbox to a channel that takes everything; per outbox, however many lines are waiting in it. The appending is
 * in it, but shared by a thousand outboxes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Draining {
    static final int OUTBOXES = 1000;

    /** How many lines are waiting. */
    @Param({"1", "10", "100"})
    public int lines;

    private final Transcript transcript = Lines.transcript();
    private final ByteBuffer line = ByteBuffer.wrap(Lines.said());
    private Listener[] listeners = {};

    @Setup
    public void follow() {
        listeners = Stream.generate(Listener::new).limit(OUTBOXES).toArray(Listener[]::new);
        for (Listener listener : listeners) {
            transcript.follow(listener.outbox());
        }
    }

    @Benchmark
    @OperationsPerInvocation(OUTBOXES)
    public long drain() {
        for (int i = 0; i < lines; i++) {
            transcript.append(Lines.PREFIX, line.rewind(), null);
        }
        for (Listener listener : listeners) {
            listener.run();
        }
        return listeners[0].bytes();
    }
}
