package dev.parley.transport.nio;

import dev.parley.api.Endpoint;
import dev.parley.api.Security;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Non-blocking sockets. {@link TransportOptions#loops()} event loops share the sessions; 0 means one for each core. The loops'
 * threads are not daemons: an open endpoint keeps the program alive.
 */
public final class NioTransport implements Transport {
    private final @Nullable Security security;

    /** Has no state; one serves for any number of endpoints. */
    public NioTransport() {
        this(null);
    }

    private NioTransport(@Nullable Security security) {
        this.security = security;
    }

    @Override
    public Transport secured(Security security) {
        return new NioTransport(security);
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers)
            throws IOException {
        return NioEndpoint.open(address, options, security, handlers);
    }
}
