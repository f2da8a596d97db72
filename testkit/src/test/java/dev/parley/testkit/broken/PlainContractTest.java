package dev.parley.testkit.broken;

import dev.parley.api.Transport;
import dev.parley.testkit.TransportContract;

final class PlainContractTest implements TransportContract {
    @Override
    public Transport transport() {
        return new PlainTransport();
    }
}
