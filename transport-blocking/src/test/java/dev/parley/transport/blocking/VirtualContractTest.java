package dev.parley.transport.blocking;

import dev.parley.api.Transport;
import dev.parley.testkit.TransportContract;

final class VirtualContractTest implements TransportContract {
    @Override
    public Transport transport() {
        return new VirtualTransport();
    }
}
