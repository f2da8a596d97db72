package dev.parley.transport.blocking;

import dev.parley.api.Endpoint;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * Blocking sockets on virtual threads: one for each session, a second one while there is something to write. An open endpoint
 * keeps the program alive.
 */
public final class VirtualTransport implements Transport {
    /** Has no state; one serves for any number of endpoints. */
    public VirtualTransport() {}

    @Override
    public String name() {
        return "virtual";
    }

    @Override
    public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers)
            throws IOException {
        return BlockingEndpoint.open(
                name(),
                address,
                options,
                handlers,
                threads -> Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(threads, 0).factory()));
    }
}
