package dev.parley.transport.nio;

import dev.parley.api.SecureChannel;
import dev.parley.api.TransportOptions;
import dev.parley.wire.Outbox;
import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** What a session reads from and writes to: its socket, or the secure channel on it. Thread: its loop's. */
final class NioConnection {
    /**
     * The most that one read brings, at first and after each pause; who talks on gets twice as much with each read that is full. So
     * somebody who is to be slowed down is not far over it when the pause comes.
     */
    private static final int MIN_READ_BYTES = 512;

    private final EventLoop loop;
    private final SocketChannel socket;

    /** Stands between the session and its socket, unless the connection is a plain one. */
    private final @Nullable SecureChannel secure;

    private final ReadableByteChannel in;
    private final GatheringByteChannel out;
    private final SelectionKey key;
    private int readBytes = MIN_READ_BYTES;

    NioConnection(
            EventLoop loop,
            SocketChannel socket,
            @Nullable SecureChannel secure,
            TransportOptions options,
            EventLoop.Ready session)
            throws IOException {
        this.loop = loop;
        this.socket = socket;
        this.secure = secure;
        in = secure == null ? socket : secure;
        out = secure == null ? socket : secure;
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        socket.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBufferBytes());
        key = loop.register(socket, SelectionKey.OP_READ, session);
    }

    // --- What the selector is to look for.

    boolean wants(int operation) {
        return (key.interestOps() & operation) != 0;
    }

    void want(int operation, boolean wanted) {
        int now = key.interestOps();
        int then = wanted ? now | operation : now & ~operation;
        if (now != then) {
            key.interestOps(then);
        }
    }

    // --- Reading.

    /** Returns how many bytes there were; -1 at the end of input. The buffer is empty. */
    int read(ByteBuffer buffer) throws IOException {
        int most = Math.min(readBytes, buffer.capacity());
        int bytes = counted(in.read(buffer.limit(most)));
        if (bytes == most) {
            readBytes = 2 * most;
        }
        if (secure != null && !secure.flush()) {
            // An answer of the channel's own waits for room.
            want(SelectionKey.OP_WRITE, true);
        }
        return bytes;
    }

    /** Lets the next read bring little. */
    void readLittle() {
        readBytes = MIN_READ_BYTES;
    }

    /** Takes from the socket what is only to be dropped: behind the end of its output a secure channel deciphers nothing any more. */
    int readUnheard(ByteBuffer buffer) throws IOException {
        return counted(socket.read(buffer));
    }

    private int counted(int bytes) {
        if (bytes > 0) {
            loop.stats().read(bytes);
        }
        return bytes;
    }

    void dropUnread(ByteBuffer buffer, int mostBytes) throws IOException {
        int last = 1;
        for (long sum = 0; last > 0 && sum < mostBytes; sum += last) {
            last = readUnheard(buffer.clear());
        }
    }

    /** Whether it holds input that is no longer in the socket, so that no selector tells of it. */
    boolean holdsInput() {
        return secure != null && secure.holdsInput();
    }

    // --- Writing.

    /** What a secure channel has taken may not be with the socket yet; then it is the socket that is full. */
    Progress write(Outbox outbox, int mostBytes) throws IOException {
        Progress progress = outbox.writeTo(loop.output(out), mostBytes);
        if (secure == null || progress == Progress.FELL_BEHIND) {
            return progress;
        }
        boolean passed = progress == Progress.FINISHED ? secure.endOutput() : secure.flush();
        return passed ? progress : Progress.BLOCKED;
    }

    /** Lets the guest know that nothing follows. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    void close() {
        NioEndpoint.hangUp(secure == null ? socket : secure);
    }
}
