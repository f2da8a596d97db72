package dev.parley.testkit.scenario;

import dev.parley.api.Transport;
import dev.parley.testkit.Network;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** This machine. */
final class SocketWorld implements World {
    private final Transport transport;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("witness").daemon().factory());

    SocketWorld(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public Network network() {
        return Network.sockets();
    }

    @Override
    public Executor executor() {
        return executor;
    }

    /** The kernel takes connections that the server hears of only later: waits for the prompt. */
    @Override
    public void settle(Visit visit) {
        visit.awaitSomething();
    }

    @Override
    public boolean isStormy() {
        return false;
    }

    @Override
    public String lastEvents() {
        return "";
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
