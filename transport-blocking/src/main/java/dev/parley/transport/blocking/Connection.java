package dev.parley.transport.blocking;

import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** What a session reads from and writes to: its socket, or the secure channel on it. Thread: any. */
final class Connection {
    final ReadableByteChannel in;
    final GatheringByteChannel out;
    private final SocketChannel socket;
    private final @Nullable SecuredSocket secured;

    /** @param secured null for a plain one */
    Connection(SocketChannel socket, TransportOptions options, @Nullable SecuredSocket secured) throws IOException {
        this.socket = socket;
        this.secured = secured;
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        socket.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBufferBytes());
        in = secured == null ? socket : secured;
        out = secured == null ? socket : secured;
    }

    SocketAddress peer() throws IOException {
        return socket.getRemoteAddress();
    }

    /** Blocks until lines can be read and written. Thread: the session's own. */
    void establish() throws IOException {
        if (secured != null) {
            secured.handshake();
        }
    }

    boolean isEstablished() {
        return secured == null || secured.isEstablished();
    }

    /** Whether there is something that the reader has not taken. */
    boolean hasArrived() throws IOException {
        return socketHasInput() || (secured != null && secured.holdsInput());
    }

    /** Whether there is something for which the kernel would reset the connection if it were closed now. */
    boolean socketHasInput() throws IOException {
        return socket.socket().getInputStream().available() > 0;
    }

    /** Lets the guest know that nothing follows. Thread: the one that writes. */
    void endOutput() throws IOException {
        if (secured != null && secured.isEstablished()) {
            secured.endOutput();
        }
        socket.shutdownOutput();
    }

    /** Also ends whoever is blocked in reading or writing. */
    void close() throws IOException {
        if (secured == null) {
            socket.close();
        } else {
            secured.close();
        }
    }
}
