package dev.parley.transport.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** A server that says what it hears, and tells why each guest left. */
final class Echo implements SessionHandler {
    private final Session session;
    private final List<CloseReason> ends;

    private Echo(Session session, List<CloseReason> ends) {
        this.session = session;
        this.ends = ends;
    }

    static Endpoint open(Simulation simulation, List<CloseReason> ends) throws IOException {
        return simulation.transport().open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TransportOptions.defaults(),
                session -> new Echo(session, ends));
    }

    @Override
    public void opened() {
        session.send("welcome");
    }

    @Override
    public void line(ByteBuffer line) {
        session.send(UTF_8.decode(line).toString());
    }

    @Override
    public void lineTooLong() {
        session.send("too long");
    }

    @Override
    public void closed(CloseReason reason) {
        ends.add(reason);
    }
}
