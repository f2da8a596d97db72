package dev.parley.transport.simulated;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** A port of a simulation, and the sessions behind it. Thread: whoever runs in the simulation. */
final class SimulatedEndpoint implements Endpoint {
    /** Where nobody says how many: enough for sessions that share one, and for others that do not. */
    private static final int USUAL_LOOPS = 2;

    private final Simulation simulation;
    private final InetSocketAddress address;
    private final TransportOptions options;
    private final SessionHandler.Factory handlers;
    private final List<Executor> loops = new ArrayList<>();
    private final Set<SimulatedSession> sessions = new LinkedHashSet<>();

    private boolean readingStopped;
    private int cutOff;

    /** Read by executors on any thread. */
    private volatile boolean stopped;

    SimulatedEndpoint(
            Simulation simulation, InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers) {
        this.simulation = simulation;
        this.address = address;
        this.options = options;
        this.handlers = handlers;
        int count = options.loops() == 0 ? USUAL_LOOPS : options.loops();
        for (int i = 0; i < count; i++) {
            // Each an object of its own, since rooms gather the members whose executors are equal.
            loops.add(new Loop());
        }
    }

    /** What stands for an event loop: a place where the tasks of some sessions run. Thread: any. */
    private final class Loop implements Executor {
        @Override
        public void execute(Runnable task) {
            if (stopped) {
                throw new RejectedExecutionException("the endpoint has stopped");
            }
            simulation.runSoon(task);
        }
    }

    void accept(SimulatedSocket socket) {
        if (readingStopped) {
            socket.reset();
            return;
        }
        Executor loop = loops.get(simulation.dice().below(loops.size()));
        SimulatedSession session = new SimulatedSession(this, loop, socket);
        sessions.add(session);
        session.begin(handlers);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int sessionCount() {
        return sessions.size();
    }

    @Override
    public void stopReading(Duration atMost) {
        if (!readingStopped) {
            readingStopped = true;
            simulation.note("port " + address.getPort() + " is closed");
            simulation.ports().free(this);
            forEachSession(SimulatedSession::stopReading);
        }
    }

    @Override
    public boolean stop(Duration grace) {
        if (!stopped) {
            stopReading(grace);
            forEachSession(SimulatedSession::stop);
            simulation.await(sessions::isEmpty, grace);
            forEachSession(SimulatedSession::cutOff);
            stopped = true;
        }
        return cutOff == 0;
    }

    // --- Called by sessions.

    Simulation simulation() {
        return simulation;
    }

    TransportOptions options() {
        return options;
    }

    void sessionEnded(SimulatedSession session) {
        sessions.remove(session);
    }

    void sessionCutOff() {
        cutOff++;
    }

    /** Sessions may end meanwhile. */
    private void forEachSession(Consumer<SimulatedSession> action) {
        List.copyOf(sessions).forEach(action);
    }
}
