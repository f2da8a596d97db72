package dev.parley.testkit;

import dev.parley.api.Transport;
import dev.parley.transport.simulated.Simulation;
import java.util.EnumSet;
import java.util.Set;

/** The simulated transport keeps the contract of the real ones. */
final class SimulatedContractTest implements TransportContract {
    private final Simulation simulation = Simulation.withSeed(Long.getLong("parley.testkit.seed", 1));

    @Override
    public Transport transport() {
        return simulation.transport();
    }

    /** Whatever happens in it happens on the thread of whoever waits. */
    @Override
    public Set<Ability> abilities() {
        return EnumSet.complementOf(EnumSet.of(Ability.HANDLERS_MAY_BLOCK));
    }

    @Override
    public Network network() {
        return Network.of(simulation);
    }
}
