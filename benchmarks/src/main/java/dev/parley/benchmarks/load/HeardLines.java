package dev.parley.benchmarks.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The lines that one member has heard, in order. Thread: the generator's. */
final class HeardLines {
    private final Map<Integer, Integer> next = new HashMap<>();
    private long[] lines = new long[1024];
    private int count;

    /** The number of the speaker's line that has to come next. */
    int next(int speaker) {
        return next.getOrDefault(speaker, 0);
    }

    void add(int speaker, int number) {
        next.put(speaker, number + 1);
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count] = ((long) speaker << Integer.SIZE) | number;
        count++;
    }

    /** All but those of one speaker. */
    long[] without(int speaker) {
        return Arrays.stream(lines, 0, count)
                .filter(line -> line >>> Integer.SIZE != speaker)
                .toArray();
    }
}
