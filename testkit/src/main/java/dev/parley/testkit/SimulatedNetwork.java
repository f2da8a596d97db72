package dev.parley.testkit;

import dev.parley.spi.Scheduler;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The network and the time of a simulation. */
final class SimulatedNetwork implements Network {
    private static final int SMALL_BUFFER_BYTES = 2048;

    private final Simulation simulation;

    SimulatedNetwork(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public Peer connect(InetSocketAddress server) throws IOException {
        return new SimulatedPeer(simulation, simulation.connect(server));
    }

    @Override
    public Peer connectWithSmallBuffer(InetSocketAddress server) throws IOException {
        return new SimulatedPeer(simulation, simulation.connect(server, SMALL_BUFFER_BYTES));
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration atMost) {
        return simulation.await(condition, atMost);
    }

    @Override
    public void pause(Duration duration) {
        simulation.pass(duration);
    }

    @Override
    public Scheduler scheduler() {
        return simulation.scheduler();
    }

    @Override
    public <T> Branch<T> fork(Callable<T> work) {
        dev.parley.transport.simulated.Branch<T> branch = simulation.fork(work);
        return new Branch<>() {
            @Override
            public boolean isDone() {
                return branch.isDone();
            }

            @Override
            public T join() {
                return resultOf(branch);
            }
        };
    }

    private static <T> T resultOf(dev.parley.transport.simulated.Branch<T> branch) {
        try {
            return branch.join(Deadline.limit());
        } catch (ExecutionException e) {
            throw new AssertionError("what ran beside the test failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("what runs beside the test takes more than " + Deadline.limit().toMillis() + " ms", e);
        }
    }
}
