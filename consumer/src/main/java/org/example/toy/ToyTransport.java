package org.example.toy;

import dev.parley.api.Endpoint;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Two virtual threads for each guest, on plain sockets: as few lines as the contract of a transport can be kept in. */
public final class ToyTransport implements Transport {
    @Override
    public String name() {
        return "toy";
    }

    @Override
    public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers)
            throws IOException {
        if (options.loops() != 0) {
            throw new IllegalArgumentException("the toy transport has no event loops to set a number of");
        }
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address, options.backlog());
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        return new ToyEndpoint(listener, options, handlers);
    }
}
