package dev.parley.benchmarks.micro;

import dev.parley.wire.ByteSink;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/**
 * A member of a room without a socket: whatever he is sent is taken whole, and dropped. He is visited on the stack of whoever
 * signals. Thread: one at a time.
 */
final class Listener implements Runnable, ByteSink {
    private static final Executor INLINE = Runnable::run;
    private static final int MAX_OUTBOX_BYTES = 64 * 1024;
    private static final int MAX_WRITE_BYTES = 256 * 1024;

    private final Outbox outbox = new Outbox(INLINE, this, MAX_OUTBOX_BYTES);
    private long bytes;

    Outbox outbox() {
        return outbox;
    }

    /** How much he was sent so far. */
    long bytes() {
        return bytes;
    }

    /** Drains the outbox. */
    @Override
    public void run() {
        try {
            Outbox.Progress progress = outbox.writeTo(this, MAX_WRITE_BYTES);
            if (progress != Outbox.Progress.DRAINED) {
                throw new IllegalStateException("a listener who takes everything was left " + progress);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        int taken = source.remaining();
        source.position(source.limit());
        bytes += taken;
        return taken;
    }
}
