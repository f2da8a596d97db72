package dev.parley.transport.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteQueueTest {
    private static final int CAPACITY = 100;

    @Test
    void isEmptyAtFirst() {
        ByteQueue queue = new ByteQueue(CAPACITY);
        assertThat(queue.size()).isZero();
        assertThat(queue.room()).isEqualTo(CAPACITY);
        assertThat(queue.take(ByteBuffer.allocate(1))).isZero();
    }

    @Test
    void takesNoMoreThanFitsIntoTheTarget() {
        ByteQueue queue = new ByteQueue(CAPACITY);
        queue.put(ByteBuffer.wrap(new byte[] {1, 2, 3}), 3);
        ByteBuffer target = ByteBuffer.allocate(2);
        assertThat(queue.take(target)).isEqualTo(2);
        assertThat(target.array()).containsExactly(1, 2);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void clearedItIsEmptyAndGoesOn() {
        ByteQueue queue = new ByteQueue(CAPACITY);
        queue.put(ByteBuffer.wrap(new byte[] {1, 2}), 2);
        queue.clear();
        queue.put(ByteBuffer.wrap(new byte[] {3}), 1);
        ByteBuffer target = ByteBuffer.allocate(CAPACITY);
        assertThat(queue.take(target)).isEqualTo(1);
        assertThat(target.get(0)).isEqualTo((byte) 3);
    }

    /** Any putting, moving and taking leaves the bytes in their order, and the sizes right. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bytesKeepTheirOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteQueue first = new ByteQueue(CAPACITY);
        ByteQueue second = new ByteQueue(CAPACITY / 3);
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(first.room() + 1)];
            random.nextBytes(bytes);
            in.writeBytes(bytes);
            first.put(ByteBuffer.wrap(bytes), bytes.length);
            first.moveTo(second, random.nextInt(Math.min(first.size(), second.room()) + 1));
            ByteBuffer target = ByteBuffer.allocate(random.nextInt(CAPACITY));
            out.write(target.array(), 0, second.take(target));
            assertThat(first.size() + second.size()).isEqualTo(in.size() - out.size());
        }
        assertThat(in.toByteArray()).startsWith(out.toByteArray());
        assertThat(out.size()).isGreaterThan(1000);
    }
}
