package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.wire.Outbox;
import java.net.InetSocketAddress;

/** A session that came through a proxy, as if it had come from where the guest is. */
record RelayedSession(Session session, InetSocketAddress peer) implements Session {
    @Override
    public Outbox outbox() {
        return session.outbox();
    }

    @Override
    public void pauseReading() {
        session.pauseReading();
    }

    @Override
    public void resumeReading() {
        session.resumeReading();
    }

    @Override
    public void close(CloseReason reason) {
        session.close(reason);
    }
}
