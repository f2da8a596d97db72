package dev.parley.testkit.scenario;

import dev.parley.api.Transport;
import dev.parley.testkit.Network;
import dev.parley.testkit.Sky;
import dev.parley.transport.simulated.Simulation;
import java.util.List;
import java.util.concurrent.Executor;

/** A simulation. */
final class SimulatedWorld implements World {
    private static final int MOST_EVENTS_TOLD = 40;

    private final Simulation simulation;
    private final Network network;
    private final boolean stormy;

    SimulatedWorld(Settings settings) {
        simulation = Simulation.withSeed(settings.seed(), settings.weather().weather());
        network = Network.of(simulation);
        stormy = settings.weather() == Sky.STORMY;
    }

    @Override
    public Transport transport() {
        return simulation.transport();
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Executor executor() {
        return simulation.executor();
    }

    @Override
    public void settle(Visit visit) {
        simulation.settle();
    }

    @Override
    public boolean isStormy() {
        return stormy;
    }

    @Override
    public String lastEvents() {
        List<String> log = simulation.log();
        return "the last events:\n" + String.join("\n", log.subList(Math.max(0, log.size() - MOST_EVENTS_TOLD), log.size()));
    }

    @Override
    public void close() {
        simulation.close();
    }
}
