package dev.parley.tls;

import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/** Peers who speak TLS, by the Java library's own sockets: they share no code with what is tested but the engine. */
record TlsNetwork(SSLContext context, String protocol) implements Network {
    @Override
    public Peer connect(InetSocketAddress server) throws IOException {
        return TlsPeer.connect(server, context, protocol);
    }

    @Override
    public Peer connectWithSmallBuffer(InetSocketAddress server) throws IOException {
        return TlsPeer.connectWithSmallBuffer(server, context, protocol);
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration atMost) {
        return Network.sockets().await(condition, atMost);
    }

    @Override
    public void pause(Duration duration) {
        Network.sockets().pause(duration);
    }

    @Override
    public <T> Branch<T> fork(Callable<T> work) {
        return Network.sockets().fork(work);
    }
}
