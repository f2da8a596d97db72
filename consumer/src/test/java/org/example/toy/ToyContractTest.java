package org.example.toy;

import dev.parley.api.Transport;
import dev.parley.testkit.TransportContract;

class ToyContractTest implements TransportContract {
    @Override
    public Transport transport() {
        return new ToyTransport();
    }
}
