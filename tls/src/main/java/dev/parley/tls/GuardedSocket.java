package dev.parley.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A socket as a TLS engine sees it. It notices at the first byte that somebody does not speak TLS: an engine would wait for the
 * fifth, and a guest who has said {@code hi} for an answer.
 *
 * <p>And it can take more than the socket does: the answer to a guest who wants new keys, or the last record of all. Either has to
 * go out at a moment when nobody waits for the socket to have room.
 *
 * <p>Thread: one reads, and another one may write. Where both do, the socket blocks in writes, and nothing is ever kept.
 */
final class GuardedSocket implements ByteChannel {
    /** The type of a record that belongs to a handshake, which the first one does. */
    private static final byte HANDSHAKE = 22;

    /** One whole record that was under way, and hundreds of answers. */
    private static final int MAX_KEPT_BYTES = 32 * 1024;

    private final ByteChannel socket;

    // Owned by who reads.
    private boolean speaksTls;

    // Owned by who writes.
    private boolean keeping;
    private @Nullable ByteBuffer kept;

    GuardedSocket(ByteChannel socket) {
        this.socket = socket;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int from = target.position();
        int bytes = socket.read(target);
        if (!speaksTls && bytes > 0) {
            if (target.get(from) != HANDSHAKE) {
                throw new SSLException("the guest does not speak TLS");
            }
            speaksTls = true;
        }
        return bytes;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = source.remaining();
        if (passKept()) {
            socket.write(source);
        }
        if (keeping && source.hasRemaining()) {
            keep(source);
        }
        return bytes - source.remaining();
    }

    /** From now on, whether it takes what the socket does not. */
    void keepWhatDoesNotFit(boolean keeping) {
        this.keeping = keeping;
    }

    /** Hands to the socket what was kept. True if nothing is left of it. */
    boolean passKept() throws IOException {
        ByteBuffer waiting = kept;
        if (waiting == null) {
            return true;
        }
        socket.write(waiting);
        if (waiting.hasRemaining()) {
            return false;
        }
        kept = null;
        return true;
    }

    private void keep(ByteBuffer source) throws IOException {
        ByteBuffer before = kept == null ? ByteBuffer.allocate(0) : kept;
        int bytes = before.remaining() + source.remaining();
        if (bytes > MAX_KEPT_BYTES) {
            throw new SSLException("the guest wants answers, and does not read them");
        }
        kept = ByteBuffer.allocate(bytes).put(before).put(source).flip();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
