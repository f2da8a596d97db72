package dev.parley.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What both flavours do beyond the contract. */
final class BlockingTransportTest {
    private static final SessionHandler.Factory NO_SESSION = session -> {
        throw new AssertionError("nobody connects");
    };

    @Test
    void aNumberOfLoops_isRefused_inOneLineForTheUser() {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        TransportOptions twoLoops = TransportOptions.defaults().withLoops(2);
        for (Transport transport : List.of(new VirtualTransport(), new PlatformTransport())) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class, () -> transport.open(anyPort, twoLoops, NO_SESSION));
            assertEquals(
                    "the " + transport.name() + " transport has no event loops to set a number of", refusal.getMessage());
        }
    }
}
