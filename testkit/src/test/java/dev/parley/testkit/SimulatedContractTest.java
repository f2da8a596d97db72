package dev.parley.testkit;

import dev.parley.api.Transport;
import dev.parley.transport.simulated.Simulation;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** The simulated transport keeps the contract of the real ones, under whatever schedule: each test has a seed of its own. */
final class SimulatedContractTest implements TransportContract {
    private final Simulation simulation =
            Simulation.withSeed(Long.getLong(Seeds.PROPERTY, ThreadLocalRandom.current().nextInt()));

    @RegisterExtension
    private final TestExecutionExceptionHandler seedInMessage = this::tellSeed;

    @AfterEach
    void close() {
        simulation.close();
    }

    private void tellSeed(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        throw new AssertionError(
                failure.getMessage() + "\nthe seed: -D" + Seeds.PROPERTY + "=" + simulation.seed(), failure);
    }

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
