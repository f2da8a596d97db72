package dev.parley.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.api.Endpoint;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What selectors add to the contract: a number of loops. */
final class NioTransportTest {
    private static final SessionHandler.Factory NO_SESSION = session -> {
        throw new AssertionError("nobody connects");
    };

    @Test
    void loops_haveAThreadEach() throws Exception {
        assertEquals(3, threadsOf(TransportOptions.defaults().withLoops(3)));
    }

    @Test
    void withoutANumber_thereIsALoopForEachCore() throws Exception {
        assertEquals(Runtime.getRuntime().availableProcessors(), threadsOf(TransportOptions.defaults()));
    }

    private static long threadsOf(TransportOptions options) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Endpoint _ = new NioTransport().open(anyPort, options, NO_SESSION)) {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().matches("parley-nio-\\d+-\\d+"))
                    .count();
        }
    }
}
