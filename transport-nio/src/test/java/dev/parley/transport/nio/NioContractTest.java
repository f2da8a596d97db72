package dev.parley.transport.nio;

import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.testkit.TransportContract;
import org.junit.jupiter.api.Nested;

/** One loop, where everybody shares a thread, and several, where sessions of one room do not. */
final class NioContractTest {
    @Nested
    final class OneLoop implements TransportContract {
        @Override
        public Transport transport() {
            return new NioTransport();
        }

        @Override
        public TransportOptions options() {
            return TransportOptions.defaults().withLoops(1);
        }
    }

    @Nested
    final class ThreeLoops implements TransportContract {
        @Override
        public Transport transport() {
            return new NioTransport();
        }

        @Override
        public TransportOptions options() {
            return TransportOptions.defaults().withLoops(3);
        }
    }
}
