package dev.parley.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/** A channel with one method to implement, for whoever takes an {@link Outbox}'s bytes without a socket. It is always open. */
public interface ByteSink extends GatheringByteChannel {
    @Override
    default long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += write(sources[i]);
            if (sources[i].hasRemaining()) {
                break;
            }
        }
        return bytes;
    }

    @Override
    default long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    default boolean isOpen() {
        return true;
    }

    @Override
    default void close() {}
}
