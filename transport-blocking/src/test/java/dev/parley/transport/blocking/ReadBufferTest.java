package dev.parley.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReadBufferTest {
    private final ReadBuffer reads = new ReadBuffer();
    private ByteBuffer buffer = reads.next(0);

    @Test
    void growsWithFullReads_upTo64KiB() {
        assertEquals(256, buffer.capacity());
        grow();
        assertEquals(64 * 1024, buffer.capacity());
    }

    @Test
    void aShortReadBetweenLongOnes_allocatesNothing() {
        grow();
        ByteBuffer large = buffer;
        for (int i = 0; i < 100; i++) {
            assertSame(large, reads.next(i % 16 == 0 ? 20_000 : 64));
        }
    }

    @Test
    void whoTalksLittle_getsASmallOneAgain_andKeepsIt() {
        grow();
        for (int i = 0; i < 16 * 8; i++) {
            buffer = reads.next(20);
        }
        assertEquals(256, buffer.capacity());
        assertSame(buffer, reads.next(20));
    }

    @Test
    void isEmptyForTheNextRead() {
        buffer.put(new byte[100]).flip();
        assertEquals(256, reads.next(100).remaining());
    }

    private void grow() {
        for (int i = 0; i < 20; i++) {
            buffer = reads.next(buffer.capacity());
        }
    }
}
