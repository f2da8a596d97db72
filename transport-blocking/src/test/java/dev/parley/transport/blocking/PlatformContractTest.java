package dev.parley.transport.blocking;

import dev.parley.api.Transport;
import dev.parley.testkit.TransportContract;

final class PlatformContractTest implements TransportContract {
    @Override
    public Transport transport() {
        return new PlatformTransport();
    }
}
