package dev.parley.benchmarks.load;

import dev.parley.benchmarks.result.Figure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads what the system and the JVM account for a server's process. Thread: the generator's. */
final class Meters implements AutoCloseable {
    private static final int PERCENT = 100;

    private final ProcessHandle server;
    private final Path proc;
    private final @Nullable JvmMeter jvm;

    /** @param measuresHeap whether its heap will be asked for; without that a JVM is not attached to, which takes half a second */
    Meters(Target target, boolean measuresHeap) throws IOException {
        server = ProcessHandle.of(target.pid())
                .orElseThrow(() -> new LoadFailure("the server has ended"));
        proc = Path.of("/proc", Long.toString(target.pid()));
        jvm = target.isJvm() && measuresHeap ? JvmMeter.attach(target.pid()) : null;
    }

    /** Reads what may disturb the server first. */
    Reading readBefore() {
        long allocated = allocatedBytes();
        return read(allocated);
    }

    /** Reads what may disturb the server last. */
    Reading readAfter() {
        Reading reading = read(-1);
        return new Reading(
                reading.nanos(),
                reading.serverCpuNanos(),
                reading.writeCalls(),
                reading.writtenBytes(),
                allocatedBytes(),
                reading.generatorCpuNanos());
    }

    private Reading read(long allocated) {
        return new Reading(
                System.nanoTime(),
                serverCpuNanos(),
                account("io", "syscw:"),
                account("io", "wchar:"),
                allocated,
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    private long serverCpuNanos() {
        try {
            return server.info().totalCpuDuration().orElseThrow().toNanos();
        } catch (NoSuchElementException e) {
            throw new LoadFailure("the server has ended");
        }
    }

    private long allocatedBytes() {
        return jvm == null ? -1 : jvm.allocatedBytes();
    }

    /** Resident memory in bytes; -1 where that is not told. */
    long residentBytes() {
        long kib = account("smaps_rollup", "Rss:");
        return kib < 0 ? -1 : kib * 1024;
    }

    /** What is reachable on the heap, in bytes, after a full collection; -1 if there is no heap. */
    long liveHeapBytes() {
        return jvm == null ? -1 : jvm.liveHeapBytes();
    }

    private long account(String file, String key) {
        try {
            return Files.readAllLines(proc.resolve(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .orElse(-1L);
        } catch (IOException e) {
            return -1;
        }
    }

    /** What two readings say about the time between them. */
    static Map<Figure, Double> figures(Reading before, Reading after, long deliveries, long deliveredBytes) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        double nanos = after.nanos() - before.nanos();
        double cpuNanos = after.serverCpuNanos() - before.serverCpuNanos();
        figures.put(Figure.DELIVERIES_PER_SECOND, deliveries * 1e9 / nanos);
        figures.put(Figure.GENERATOR_LOAD, PERCENT * (after.generatorCpuNanos() - before.generatorCpuNanos()) / nanos);
        if (deliveries > 0) {
            figures.put(Figure.CPU_PER_DELIVERY, cpuNanos / deliveries);
            if (before.allocatedBytes() >= 0) {
                figures.put(
                        Figure.ALLOCATION_PER_DELIVERY,
                        (double) (after.allocatedBytes() - before.allocatedBytes()) / deliveries);
            }
        }
        long writes = after.writeCalls() - before.writeCalls();
        long written = after.writtenBytes() - before.writtenBytes();
        // Who sends in another way is not accounted for here.
        if (before.writeCalls() >= 0 && writes > 0 && written >= 0.9 * deliveredBytes) {
            figures.put(Figure.BYTES_PER_WRITE, (double) written / writes);
        }
        return figures;
    }

    /** The share of the server's processor that it used, of one of them, in percent. */
    static double serverLoad(Reading before, Reading after) {
        return PERCENT
                * (double) (after.serverCpuNanos() - before.serverCpuNanos())
                / (after.nanos() - before.nanos());
    }

    @Override
    public void close() throws IOException {
        if (jvm != null) {
            jvm.close();
        }
    }
}
