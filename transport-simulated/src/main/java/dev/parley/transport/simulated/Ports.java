package dev.parley.transport.simulated;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** Who listens on which port of the one machine that there is. Thread: whoever runs in the simulation. */
final class Ports {
    private static final int FIRST_LISTENING = 10_000;
    private static final int FIRST_CALLING = 32_768;
    private static final int PORTS = 65_536;

    private final Simulation simulation;
    private final Map<Integer, SimulatedEndpoint> listeners = new HashMap<>();
    private int nextListening = FIRST_LISTENING;
    private int nextCalling = FIRST_CALLING;

    Ports(Simulation simulation) {
        this.simulation = simulation;
    }

    /** A free one for port 0; else the address itself, if nobody has it. */
    InetSocketAddress claim(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        if (!address.getAddress().isLoopbackAddress() && !address.getAddress().isAnyLocalAddress()) {
            throw new BindException("Cannot assign requested address");
        }
        if (listeners.containsKey(address.getPort())) {
            throw new BindException("Address already in use");
        }
        return address.getPort() == 0 ? new InetSocketAddress(address.getAddress(), free()) : address;
    }

    private int free() {
        while (listeners.containsKey(nextListening)) {
            nextListening++;
        }
        return nextListening++;
    }

    void listen(SimulatedEndpoint endpoint) {
        listeners.put(endpoint.address().getPort(), endpoint);
    }

    void free(SimulatedEndpoint endpoint) {
        listeners.remove(endpoint.address().getPort(), endpoint);
    }

    SimulatedSocket connect(InetSocketAddress server, int bufferBytes) throws IOException {
        SimulatedEndpoint endpoint = listeners.get(server.getPort());
        if (endpoint == null) {
            throw new ConnectException("Connection refused");
        }
        SimulatedSocket guest = SimulatedSocket.connected(
                simulation, nextCallingPort(), bufferBytes, endpoint.options().sendBufferBytes());
        simulation.note(guest + " connects");
        simulation.runSoon(() -> endpoint.accept(guest.otherEnd()));
        return guest;
    }

    private int nextCallingPort() {
        int port = nextCalling;
        nextCalling = port + 1 < PORTS ? port + 1 : FIRST_CALLING;
        return port;
    }
}
