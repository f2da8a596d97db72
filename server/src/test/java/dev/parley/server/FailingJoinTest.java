package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory runs out while a guest joins: his session is lost, and his name must not be. */
class FailingJoinTest {
    private final List<SessionHandler.Factory> factories = new ArrayList<>();
    private boolean outOfMemory;

    @Test
    void leavesNobodyInTheRoom() throws IOException {
        try (ChatServer server = ChatServer.create(ChatOptions.defaults())) {
            server.open(new NoTransport(), new InetSocketAddress(0));
            SessionHandler guest = factories.getFirst().handlerFor(new LoneSession(outbox()));
            guest.opened();
            outOfMemory = true;
            assertThatThrownBy(() -> guest.line(ByteBuffer.wrap("ann".getBytes(UTF_8))))
                    .isInstanceOf(OutOfMemoryError.class);
            outOfMemory = false;
            guest.closed(new CloseReason.Ended("by a test"));
            assertThat(server.room().members()).isEmpty();
            SessionHandler again = factories.getFirst().handlerFor(new LoneSession(outbox()));
            again.opened();
            again.line(ByteBuffer.wrap("ann".getBytes(UTF_8)));
            assertThat(server.room().members()).containsExactly("ann");
        }
    }

    private Outbox outbox() {
        return new Outbox(
                task -> {
                    if (outOfMemory) {
                        throw new OutOfMemoryError("thrown by a test");
                    }
                },
                () -> {},
                TransportOptions.defaults().maxOutboxBytes());
    }

    private record LoneSession(Outbox outbox) implements Session {
        @Override
        public SocketAddress peer() {
            return new InetSocketAddress(0);
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void close(CloseReason reason) {}
    }

    /** Its endpoint accepts nobody. */
    private final class NoTransport implements Transport {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers) {
            factories.add(handlers);
            return new NoEndpoint(address);
        }
    }

    private record NoEndpoint(InetSocketAddress address) implements Endpoint {
        @Override
        public int sessionCount() {
            return 0;
        }

        @Override
        public void stopReading(Duration atMost) {}

        @Override
        public boolean stop(Duration grace) {
            return true;
        }
    }
}
