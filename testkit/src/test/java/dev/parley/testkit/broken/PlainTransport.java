package dev.parley.testkit.broken;

import dev.parley.api.Endpoint;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The transport to read first: {@code java.net} sockets and blocking calls, a thread that accepts, one that reads and, when
 * there is something to write, one that writes for each session. It keeps the contract, and is nothing but clear.
 */
class PlainTransport implements Transport {

    /** What an endpoint is made of. */
    record Setup(
            ServerSocket listener, TransportOptions options, SessionHandler.Factory handlers, SessionMaker sessions) {}

    @FunctionalInterface
    interface EndpointMaker {
        PlainEndpoint make(Setup setup);
    }

    @FunctionalInterface
    interface SessionMaker {
        PlainSession make(PlainEndpoint endpoint, Socket socket) throws IOException;
    }

    private final EndpointMaker endpoints;
    private final SessionMaker sessions;

    PlainTransport() {
        this(PlainEndpoint::new, PlainSession::new);
    }

    PlainTransport(EndpointMaker endpoints, SessionMaker sessions) {
        this.endpoints = endpoints;
        this.sessions = sessions;
    }

    static PlainTransport withEndpoints(EndpointMaker endpoints) {
        return new PlainTransport(endpoints, PlainSession::new);
    }

    static PlainTransport withSessions(SessionMaker sessions) {
        return new PlainTransport(PlainEndpoint::new, sessions);
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers)
            throws IOException {
        PlainEndpoint endpoint = endpoints.make(new Setup(bind(address, options), options, handlers, sessions));
        endpoint.start();
        return endpoint;
    }

    protected ServerSocket bind(InetSocketAddress address, TransportOptions options) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address, options.backlog());
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }
}
