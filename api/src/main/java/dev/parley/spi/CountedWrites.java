package dev.parley.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.function.LongConsumer;

/**
 * Stands before the channel that an outbox is written to, and tells how many bytes each write took. One serves several
 * channels, one after the other. Thread: one at a time.
 */
public final class CountedWrites implements GatheringByteChannel {
    private final LongConsumer count;
    private GatheringByteChannel channel;

    /** @param count called after each write, also after those that took nothing */
    public CountedWrites(GatheringByteChannel channel, LongConsumer count) {
        this.channel = channel;
        this.count = count;
    }

    /** From now on it is about that channel. */
    public CountedWrites to(GatheringByteChannel channel) {
        this.channel = channel;
        return this;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = channel.write(source);
        count.accept(bytes);
        return bytes;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long bytes = channel.write(sources, offset, length);
        count.accept(bytes);
        return bytes;
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
