package dev.parley.testkit.broken;

import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Opens a socket, and forgets it if it cannot be bound. */
final class FailedOpenLeaksASocket extends PlainTransport {
    /** Else the garbage collector would mend it now and then. */
    private static final Queue<ServerSocket> leaked = new ConcurrentLinkedQueue<>();

    @Override
    protected ServerSocket bind(InetSocketAddress address, TransportOptions options) throws IOException {
        ServerSocket listener = new ServerSocket();
        leaked.add(listener);
        listener.setReuseAddress(true);
        listener.bind(address, options.backlog());
        return listener;
    }
}
