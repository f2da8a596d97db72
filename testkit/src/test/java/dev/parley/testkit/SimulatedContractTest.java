package dev.parley.testkit;

import dev.parley.api.Transport;
import dev.parley.transport.simulated.Simulation;

/** The simulated transport keeps the contract of the real ones. */
final class SimulatedContractTest implements TransportContract {
    private final Simulation simulation = Simulation.withSeed(Long.getLong("parley.testkit.seed", 1));

    @Override
    public Transport transport() {
        return simulation.transport();
    }

    @Override
    public Network network() {
        return Network.of(simulation);
    }
}
