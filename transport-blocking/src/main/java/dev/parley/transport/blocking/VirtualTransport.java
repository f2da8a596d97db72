package dev.parley.transport.blocking;

import dev.parley.api.Endpoint;
import dev.parley.api.Security;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Blocking sockets on virtual threads: one for each session, a second one while there is something to write. An open endpoint
 * keeps the program alive.
 */
public final class VirtualTransport implements Transport {
    private final @Nullable Security security;

    /** Has no state; one serves for any number of endpoints. */
    public VirtualTransport() {
        this(null);
    }

    private VirtualTransport(@Nullable Security security) {
        this.security = security;
    }

    @Override
    public Transport secured(Security security) {
        return new VirtualTransport(security);
    }

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
                security,
                handlers,
                threads -> Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(threads, 0).factory()));
    }
}
