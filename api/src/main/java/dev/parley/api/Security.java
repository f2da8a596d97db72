package dev.parley.api;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.time.Duration;

/**
 * What makes a transport's connections secure: TLS, as a rule, which {@code parley-tls} has. A transport takes one by
 * {@link Transport#secured}, puts each socket that it accepts into it, and lets nobody in before the handshake is done.
 *
 * <p>Thread: any, for every method; several at once.
 */
public interface Security {
    /**
     * Puts one end of a secure channel on a socket that was just accepted; the transport owns both. Nothing is read or written yet.
     *
     * @param socket as the transport reads and writes it. A read returns 0 when nothing is there now. It must not block in a
     *     read; a write may
     * @throws IOException if that cannot be done; the socket is to be closed then
     */
    SecureChannel secure(ByteChannel socket) throws IOException;

    /** How long a guest may take from connecting to the end of his handshake. Who takes longer is to be cut off. */
    Duration handshakeTimeout();
}
