package dev.parley.trials;

/**
 * What a process holds at a moment.
 *
 * @param threads platform threads, but those by which it is asked
 * @param descriptors open files and sockets
 * @param directBytes memory of direct buffers
 * @param heapBytes objects that live
 */
record Vitals(long threads, long descriptors, long directBytes, long heapBytes) {
    @Override
    public String toString() {
        return "%d threads, %d descriptors, %.1f MiB direct, %.1f MiB heap"
                .formatted(threads, descriptors, directBytes / 1048576.0, heapBytes / 1048576.0);
    }
}
