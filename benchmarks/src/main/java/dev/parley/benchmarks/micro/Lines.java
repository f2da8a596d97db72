package dev.parley.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.wire.SegmentPool;
import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;

/** The line that all benchmarks speak of: 64 bytes as delivered, {@code <member1> } and the line end included. */
final class Lines {
    static final int DELIVERED_BYTES = 64;
    static final byte[] PREFIX = "<member1> ".getBytes(US_ASCII);

    private static final int TRANSCRIPT_BYTES = 4 * 1024 * 1024;

    private Lines() {}

    /** What a member says, without its terminator. */
    static byte[] said() {
        return "x".repeat(DELIVERED_BYTES - PREFIX.length - 1).getBytes(US_ASCII);
    }

    /** What {@code lines} of them look like in a packet from the member. */
    static ByteBuffer packet(int lines) {
        return ByteBuffer.wrap((new String(said(), US_ASCII) + '\n').repeat(lines).getBytes(US_ASCII));
    }

    static Transcript transcript() {
        return new Transcript(new SegmentPool(TRANSCRIPT_BYTES), TRANSCRIPT_BYTES);
    }
}
