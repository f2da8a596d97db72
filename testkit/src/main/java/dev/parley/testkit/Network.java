package dev.parley.testkit;

import dev.parley.spi.Scheduler;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Where the peers of a test come from, and how the test waits for what they cause. On {@linkplain #sockets() sockets} time
 * passes by itself; on a simulated network nothing happens but while a test waits here, so all waiting has to be done here.
 *
 * <p>Thread: those of a test, its {@linkplain #fork branches} included.
 */
public interface Network {
    /** Real sockets, real time, and a thread for each branch. */
    static Network sockets() {
        return SocketNetwork.INSTANCE;
    }

    /** The network and the time of a simulation. */
    static Network of(Simulation simulation) {
        return new SimulatedNetwork(simulation);
    }

    /** A guest with buffers of the usual size. */
    Peer connect(InetSocketAddress server) throws IOException;

    /** A guest for whom little more than what he has read fits into his buffer. As long as he does not read, he is slow. */
    Peer connectWithSmallBuffer(InetSocketAddress server) throws IOException;

    /**
     * Lets things happen until {@code condition} holds, or {@code atMost} of this network's time is over.
     *
     * @param condition asked often, and from any thread; it only looks
     * @return whether it holds
     */
    boolean await(BooleanSupplier condition, Duration atMost);

    /** Lets others go on for {@code duration} of this network's time. */
    void pause(Duration duration);

    /** This network's time, for servers that live in it. */
    default Scheduler scheduler() {
        return Scheduler.system();
    }

    /** Does something beside the test, such as a call that blocks. In a loop without a wait it must call {@link #pause}. */
    <T> Branch<T> fork(Callable<T> work);

    /** The same for something without a result. */
    default Branch<Boolean> fork(Runnable work) {
        return fork(Executors.callable(work, true));
    }

    /** What was {@linkplain #fork forked} off a test. */
    interface Branch<T> {
        boolean isDone();

        /**
         * Waits until it is done, for at most the limit of a test.
         *
         * @throws AssertionError if it takes longer, or threw something, which is the cause then
         */
        T join();
    }
}
