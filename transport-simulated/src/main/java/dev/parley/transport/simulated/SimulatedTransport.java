package dev.parley.transport.simulated;

import dev.parley.api.Endpoint;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Sessions on the sockets of a simulation. */
final class SimulatedTransport implements Transport {
    private final Simulation simulation;

    SimulatedTransport(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers)
            throws IOException {
        SimulatedEndpoint endpoint =
                new SimulatedEndpoint(simulation, simulation.ports().claim(address), options, handlers);
        simulation.ports().listen(endpoint);
        simulation.note("an endpoint listens on port " + endpoint.address().getPort());
        return endpoint;
    }
}
