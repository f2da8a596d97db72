package dev.parley.api;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Binds addresses and turns sockets into sessions. That is all a transport decides: who calls read and write, and when.
 * What is said over the wire comes from {@link dev.parley.wire}, so transports cannot differ in it.
 *
 * <p>A transport has no state of its own; each {@link Endpoint} has. Programs find transports by name through
 * {@link java.util.ServiceLoader}.
 */
public interface Transport {
    /** What users call it: one lower-case word, such as {@code nio}. */
    String name();

    /**
     * Binds {@code address} and starts to accept. Port 0 becomes a free port.
     *
     * <p>Thread: any; returns when guests can connect. For every accepted socket {@code handlers} is asked for a handler, on
     * that session's thread.
     *
     * @throws IOException if the address cannot be bound; nothing is left behind then
     * @throws IllegalArgumentException if an option makes no sense for this transport; the message is one line for the user
     */
    Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers) throws IOException;

    /**
     * This transport, but on connections that {@code security} makes secure; for endpoints that are opened on what it returns.
     * They ask {@link SessionHandler.Factory#admitHandshake} before each handshake.
     *
     * @throws IllegalArgumentException if this one cannot do that; the message is one line for the user
     */
    default Transport secured(Security security) {
        throw new IllegalArgumentException("the " + name() + " transport cannot be secured");
    }
}
