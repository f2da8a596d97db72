package dev.parley.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, however the packets fell.
 *
 * <p>A line ends with LF; one CR before it is dropped. A line of more than {@code maxLineBytes} bytes, terminator not
 * counted, is reported once and skipped up to its LF. Bytes after the last LF are kept for the next call; a stream that
 * ends in the middle of a line loses that piece.
 *
 * <p>Thread: one at a time. Memory: nothing between lines; at most {@code 2 * (maxLineBytes + 1)} bytes inside one.
 */
public final class LineCutter {

    /** What a cutter finds, in the order of the stream. */
    public interface Sink {
        /**
         * One line without its terminator, from the buffer's position to its limit. The buffer belongs to the cutter, is
         * backed by an array, and is valid only during the call.
         */
        void line(ByteBuffer line);

        /** The line that has begun is over the limit; the rest of it is skipped. Called once a line, when it is noticed. */
        void tooLong();
    }

    private static final byte[] NOTHING = {};

    private final int maxLineBytes;
    private byte[] begun = NOTHING;
    private int begunBytes;
    private boolean skipping;

    public LineCutter(int maxLineBytes) {
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes must be at least 1, not " + maxLineBytes);
        }
        this.maxLineBytes = maxLineBytes;
    }

    /** Takes everything that remains in {@code in}, which must be backed by an array, and reports the lines it completes. */
    public void cut(ByteBuffer in, Sink sink) {
        int end = in.limit();
        while (in.position() < end) {
            int from = in.position();
            int lf = indexOfLineFeed(in, from, end);
            if (lf < 0) {
                keep(in, sink);
                return;
            }
            completeLine(in.limit(lf), sink);
            in.limit(end).position(lf + 1);
        }
    }

    private static int indexOfLineFeed(ByteBuffer in, int from, int end) {
        byte[] bytes = in.array();
        int shift = in.arrayOffset();
        for (int i = shift + from; i < shift + end; i++) {
            if (bytes[i] == '\n') {
                return i - shift;
            }
        }
        return -1;
    }

    private void completeLine(ByteBuffer rest, Sink sink) {
        if (skipping) {
            skipping = false;
        } else if (begunBytes == 0) {
            handOver(rest, sink);
        } else {
            keep(rest, sink);
            ByteBuffer line = ByteBuffer.wrap(begun, 0, begunBytes);
            forgetBegun();
            if (!skipping) {
                handOver(line, sink);
            }
            skipping = false;
        }
    }

    private void handOver(ByteBuffer line, Sink sink) {
        if (line.hasRemaining() && line.get(line.limit() - 1) == '\r') {
            line.limit(line.limit() - 1);
        }
        if (line.remaining() > maxLineBytes) {
            sink.tooLong();
        } else {
            sink.line(line);
        }
    }

    /** Keeps the beginning of a line until the rest of it comes. */
    private void keep(ByteBuffer piece, Sink sink) {
        if (!skipping && piece.hasRemaining() && isTooLong(piece)) {
            skipping = true;
            forgetBegun();
            sink.tooLong();
        }
        if (skipping) {
            piece.position(piece.limit());
            return;
        }
        int bytes = piece.remaining();
        if (begun.length < begunBytes + bytes) {
            begun = Arrays.copyOf(begun, Math.min(Math.max(2 * begun.length, begunBytes + bytes), maxLineBytes + 1));
        }
        piece.get(begun, begunBytes, bytes);
        begunBytes += bytes;
    }

    /** A CR just over the limit may still turn out to be part of the terminator. */
    private boolean isTooLong(ByteBuffer piece) {
        int bytes = begunBytes + piece.remaining();
        boolean endsWithCr = piece.get(piece.limit() - 1) == '\r';
        return bytes > (endsWithCr ? maxLineBytes + 1 : maxLineBytes);
    }

    private void forgetBegun() {
        begun = NOTHING;
        begunBytes = 0;
    }
}
