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
 * Blocking sockets on platform threads: one for each session, a second one while there is something to write. Threads that
 * have finished wait a minute for the next piece of work. An open endpoint keeps the program alive.
 */
public final class PlatformTransport implements Transport {
    private final @Nullable Security security;

    /** Has no state; one serves for any number of endpoints. */
    public PlatformTransport() {
        this(null);
    }

    private PlatformTransport(@Nullable Security security) {
        this.security = security;
    }

    @Override
    public Transport secured(Security security) {
        return new PlatformTransport(security);
    }

    @Override
    public String name() {
        return "platform";
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
                threads -> Executors.newCachedThreadPool(
                        Thread.ofPlatform().name(threads, 0).factory()));
    }
}
