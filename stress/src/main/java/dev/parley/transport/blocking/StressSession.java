package dev.parley.transport.blocking;

import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Makes the sessions of the tests: real ones, on a channel without a socket and an endpoint without threads. */
final class StressSession {
    private static final TransportOptions options = TransportOptions.defaults();
    private static final BlockingEndpoint endpoint = stoppedEndpoint();

    private StressSession() {}

    static BlockingSession on(EarChannel channel) {
        try {
            return new BlockingSession(endpoint, "stress", channel, options, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stopped, so that it neither accepts nor times anything; the tests are its threads. */
    private static BlockingEndpoint stoppedEndpoint() {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            BlockingEndpoint endpoint = BlockingEndpoint.open(
                    "stress",
                    anyPort,
                    options,
                    null,
                    session -> {
                        throw new IllegalStateException("nobody connects here");
                    },
                    prefix -> new OwnTasks());
            endpoint.stop(Duration.ofSeconds(1));
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
