package dev.parley.testkit.broken;

import java.net.InetSocketAddress;

/** Says what it was told to bind, and not what it has bound. */
final class ReportsPortZero extends PlainEndpoint {
    ReportsPortZero(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(super.address().getAddress(), 0);
    }
}
