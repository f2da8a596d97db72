package dev.parley.tls;

import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.testkit.Ability;
import dev.parley.testkit.Network;
import dev.parley.testkit.TransportContract;
import dev.parley.transport.blocking.PlatformTransport;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The contract of every transport over TLS, with peers who speak it, too. */
final class TlsContractTest {
    /** TLS 1.3 can do all that the contract asks for. */
    interface OverTls13 extends TransportContract {
        @Override
        default Network network() {
            return new TlsNetwork(TestTls.SHARED.client(), "TLSv1.3");
        }
    }

    /** Who ends one direction of TLS 1.2 ends both. */
    interface OverTls12 extends TransportContract {
        @Override
        default Network network() {
            return new TlsNetwork(TestTls.SHARED.client(), "TLSv1.2");
        }

        @Override
        default Set<Ability> abilities() {
            return EnumSet.complementOf(EnumSet.of(Ability.HALF_CLOSE));
        }
    }

    @Nested
    final class Nio implements OverTls13 {
        @Override
        public Transport transport() {
            return new NioTransport().secured(TestTls.SHARED.server());
        }

        @Override
        public TransportOptions options() {
            return TransportOptions.defaults().withLoops(1);
        }
    }

    @Nested
    final class NioWithThreeLoopsOverTls12 implements OverTls12 {
        @Override
        public Transport transport() {
            return new NioTransport().secured(TestTls.SHARED.server());
        }

        @Override
        public TransportOptions options() {
            return TransportOptions.defaults().withLoops(3);
        }
    }

    @Nested
    final class Virtual implements OverTls13 {
        @Override
        public Transport transport() {
            return new VirtualTransport().secured(TestTls.SHARED.server());
        }
    }

    @Nested
    final class VirtualOverTls12 implements OverTls12 {
        @Override
        public Transport transport() {
            return new VirtualTransport().secured(TestTls.SHARED.server());
        }
    }

    @Nested
    final class Platform implements OverTls13 {
        @Override
        public Transport transport() {
            return new PlatformTransport().secured(TestTls.SHARED.server());
        }
    }
}
