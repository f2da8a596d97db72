package dev.parley.server;

import dev.parley.api.Endpoint;
import dev.parley.api.EndpointStats;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** An endpoint that stands in its server's list until it is stopped, by whomever. */
record ListedEndpoint(Endpoint endpoint, Collection<Endpoint> list) implements Endpoint {
    @Override
    public InetSocketAddress address() {
        return endpoint.address();
    }

    @Override
    public int sessionCount() {
        return endpoint.sessionCount();
    }

    @Override
    public Optional<EndpointStats> stats() {
        return endpoint.stats();
    }

    @Override
    public void stopReading(Duration atMost) {
        endpoint.stopReading(atMost);
    }

    @Override
    public boolean stop(Duration grace) {
        try {
            return endpoint.stop(grace);
        } finally {
            list.remove(this);
        }
    }
}
