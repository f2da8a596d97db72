package dev.parley.benchmarks.load;

/**
 * What the meters show at one moment; only differences of two of them mean anything. -1 where a meter is missing.
 *
 * @param nanos the clock
 * @param serverCpuNanos user and system
 * @param writeCalls how often the server has called write or the like
 * @param writtenBytes how much it wrote with them
 * @param allocatedBytes by the server's threads, on its heap
 * @param generatorCpuNanos of the generator's thread
 */
record Reading(
        long nanos,
        long serverCpuNanos,
        long writeCalls,
        long writtenBytes,
        long allocatedBytes,
        long generatorCpuNanos) {}
