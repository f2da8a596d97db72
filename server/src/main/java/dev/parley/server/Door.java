package dev.parley.server;

import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.server.Refusal.OverLimit;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What an endpoint of a server leads to: one of its rooms. Thread: any. */
record Door(ChatServer server, ChatRoom room) implements SessionHandler.Factory {
    @Override
    public SessionHandler handlerFor(Session session) {
        return server.options().access().isProxy(session.peer())
                ? new ProxiedGuest(session, room, server, this::guest)
                : guest(session);
    }

    private Guest guest(Session session) {
        return server.options().profile().guest(session, room, server);
    }

    @Override
    public @Nullable Runnable admitHandshake(SocketAddress peer) {
        // First this: once he counts, nothing may fail until the transport knows how to end that.
        Runnable over = handshakeOf(peer);
        OverLimit refusal = server.rules().admitHandshake(peer);
        if (refusal == null) {
            return over;
        }
        String limit = refusal.limit().limit();
        server.publish(new ChatEvent.LimitHit(
                server.now(), room.name(), null, peer, limit, "the connection is closed before its handshake"));
        server.rules().refused(peer, refusal.limit());
        return null;
    }

    private Runnable handshakeOf(SocketAddress peer) {
        AtomicBoolean counts = new AtomicBoolean(true);
        return () -> {
            if (counts.compareAndSet(true, false)) {
                server.rules().handshakeOver(peer);
            }
        };
    }
}
