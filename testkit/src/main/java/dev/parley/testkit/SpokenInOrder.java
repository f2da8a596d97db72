package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lines that begin with {@code thread number}, in which each thread counts from 0. */
final class SpokenInOrder {
    private static final String FILLING = "x".repeat(300);

    private final int[] next;

    SpokenInOrder(int threads) {
        next = new int[threads];
    }

    static String line(int thread, int number) {
        return thread + " " + number + " " + FILLING;
    }

    void next(String line) {
        int thread = line.charAt(0) - '0';
        assertTrue(thread >= 0 && thread < next.length, "a line that nobody sent: " + LongText.brief(line));
        LongText.assertSame(line(thread, next[thread]), line);
        next[thread]++;
    }
}
