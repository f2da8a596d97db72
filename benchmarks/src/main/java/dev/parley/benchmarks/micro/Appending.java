package dev.parley.benchmarks.micro;

import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Appending one line to a transcript that nobody follows, so that segments go back to the pool as they fill; per line. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Appending {
    private final Transcript transcript = Lines.transcript();
    private final ByteBuffer line = ByteBuffer.wrap(Lines.said());

    @Benchmark
    public boolean append() {
        return transcript.append(Lines.PREFIX, line.rewind(), null);
    }
}
