package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lines of the form {@code thread number}, in which each thread counts from 0. */
final class SpokenInOrder {
    private final int[] next;

    SpokenInOrder(int threads) {
        next = new int[threads];
    }

    void next(String line) {
        int thread = line.charAt(0) - '0';
        assertTrue(thread >= 0 && thread < next.length, "a line that nobody sent: " + line);
        assertEquals(thread + " " + next[thread], line);
        next[thread]++;
    }
}
