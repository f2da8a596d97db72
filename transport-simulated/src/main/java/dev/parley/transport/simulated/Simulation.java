package dev.parley.transport.simulated;

import dev.parley.api.Transport;
import dev.parley.spi.Scheduler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * A small world with a time of its own: a network, the transport on it, and guests. Everything that happens is an event on
 * its agenda, at a moment drawn from the seed, and events run only while somebody waits here, on his thread. So a test sees
 * no threads, no ports and no luck; the same seed gives the same {@link #log}, byte for byte.
 *
 * {@snippet :
 * Simulation simulation = Simulation.withSeed(1);
 * Endpoint endpoint = simulation.transport().open(address, options, handlers);
 * SimulatedSocket guest = simulation.connect(endpoint.address());
 * guest.write(bytes);
 * simulation.settle();      // now it has arrived, and the answer, too
 * }
 *
 * <p>Thread: one test, and what it {@linkplain #fork forks}; exactly one of them runs at any time. Others may send, say and
 * execute, but not wait. Waiting in an event, such as a handler's call, fails: it would hold up the whole world.
 */
public final class Simulation implements AutoCloseable {
    /** Longer than anything that is under way, ... */
    private static final Duration LONG = Duration.ofMinutes(1);

    /** ... where the weather lets that many things happen one after another. */
    private static final int MANY = 1000;

    private final long seed;
    private final Duration longest;
    private final Dice dice;
    private final Agenda agenda = new Agenda();
    private final Branches branches;
    private final Ports ports = new Ports(this);
    private final Transport transport = new SimulatedTransport(this);
    private final Scheduler scheduler = new SimulatedScheduler(this);

    /** Guarded by itself. */
    private final List<String> log = new ArrayList<>();

    private Simulation(long seed, Weather weather) {
        this.seed = seed;
        Duration many = weather.maxDelay().multipliedBy(MANY);
        longest = many.compareTo(LONG) > 0 ? many : LONG;
        dice = new Dice(seed, weather);
        branches = new Branches(agenda, dice);
    }

    /** In {@linkplain Weather#rough() rough} weather. */
    public static Simulation withSeed(long seed) {
        return withSeed(seed, Weather.rough());
    }

    public static Simulation withSeed(long seed, Weather weather) {
        return new Simulation(seed, weather);
    }

    public long seed() {
        return seed;
    }

    /** How long it has been going on, in its own time. Thread: any. */
    public Duration now() {
        return Duration.ofNanos(agenda.nanos());
    }

    /** The transport of this world. Its addresses are those of the loopback interface, which nobody else sees. */
    public Transport transport() {
        return transport;
    }

    /** This world's time, for a server that is to live in it. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Runs tasks as events, one at a time, for programs that take part in rooms. Thread: any. */
    public Executor executor() {
        return this::runSoon;
    }

    /**
     * A guest's end of a new connection.
     *
     * @throws IOException if nobody listens there
     */
    public SimulatedSocket connect(InetSocketAddress server) throws IOException {
        return ports.connect(server, SimulatedSocket.USUAL_BUFFER_BYTES);
    }

    /** The same for a guest into whose buffer only so many bytes fit that he has not read. */
    public SimulatedSocket connect(InetSocketAddress server, int bufferBytes) throws IOException {
        return ports.connect(server, bufferBytes);
    }

    // --- Letting things happen.

    /**
     * Lets things happen until {@code condition} holds, or {@code atMost} of this world's time is over. Where nothing is left
     * to happen, time jumps to that end.
     *
     * @param condition asked after each event, by any thread; it only looks
     * @return whether it holds
     */
    public boolean await(BooleanSupplier condition, Duration atMost) {
        return branches.await(condition, agenda.nanos() + atMost.toNanos());
    }

    /** Lets {@code duration} pass. */
    public void pass(Duration duration) {
        await(() -> false, duration);
    }

    /**
     * Lets everything happen that is under way, until nothing is left but timers that bound something.
     *
     * @throws IllegalStateException if there is no end of it: where the longest delay is some milliseconds, after a minute of
     *     this world's time
     */
    public void settle() {
        if (!await(agenda::isQuiet, longest)) {
            throw new IllegalStateException("something still goes on after " + longest + "; do two programs answer each other?");
        }
    }

    /** Does something beside the caller, such as a call that blocks; it begins when the caller waits. */
    public <T> Branch<T> fork(Callable<T> work) {
        return branches.fork(work);
    }

    /** Ends all branches that are not done: they fail where they wait. What is never forked needs no close. Thread: the test's. */
    @Override
    public void close() {
        branches.close();
    }

    /** What has happened so far, an event a line, with its time. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    // --- For what is in it.

    Dice dice() {
        return dice;
    }

    Ports ports() {
        return ports;
    }

    Agenda agenda() {
        return agenda;
    }

    /** Has something done that takes a moment. Thread: any. */
    void runSoon(Runnable action) {
        agenda.add(dice.delayNanos(), action);
    }

    void note(String what) {
        synchronized (log) {
            log.add("%12.6f ms  %s".formatted(agenda.nanos() / 1e6, what));
        }
    }
}
