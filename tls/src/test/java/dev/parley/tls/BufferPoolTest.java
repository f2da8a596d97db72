package dev.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BufferPoolTest {
    private final BufferPool pool = new BufferPool();

    @Test
    void whatWasGivenBack_isUsedAgain_empty() {
        ByteBuffer buffer = pool.allocate(4096);
        buffer.put((byte) 1);
        pool.free(buffer);
        assertSame(buffer, pool.allocate(4096));
        assertEquals(4096, buffer.remaining());
        assertNotSame(buffer, pool.allocate(4096));
    }

    @Test
    void itKeepsSomeMebibytes_andNoMore() {
        List<ByteBuffer> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(pool.allocate(16 * 1024));
        }
        many.forEach(pool::free);
        assertTrue(pool.idleBytes() > 3 << 20 && pool.idleBytes() <= 4 << 20, () -> "idle: " + pool.idleBytes());
    }
}
