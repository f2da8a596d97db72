package dev.parley.benchmarks.micro;

import dev.parley.wire.LineCutter;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cutting what was read into lines; per line. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Cutting implements LineCutter.Sink {
    private static final int LINES = 100;
    private static final int MAX_LINE_BYTES = 4096;

    private final LineCutter cutter = new LineCutter(MAX_LINE_BYTES);
    private final ByteBuffer packet = Lines.packet(LINES);
    private final ByteBuffer oneLine = Lines.packet(1);
    private long lineBytes;

    /** A hundred whole lines that came in one packet. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public long manyLinesInAPacket() {
        cutter.cut(packet.rewind(), this);
        return lineBytes;
    }

    /** One line that came in two packets: its beginning is kept in an array of its own until the rest is there. */
    @Benchmark
    public long aLineInTwoPackets() {
        int half = oneLine.capacity() / 2;
        cutter.cut(oneLine.limit(half).position(0), this);
        cutter.cut(oneLine.limit(oneLine.capacity()).position(half), this);
        return lineBytes;
    }

    @Override
    public void line(ByteBuffer line) {
        lineBytes += line.remaining();
    }

    @Override
    public void tooLong() {
        throw new IllegalStateException("no line here is too long");
    }
}
