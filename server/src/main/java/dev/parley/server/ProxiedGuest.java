package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.wire.Greeting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who connects from an address of a trusted proxy. That has to say first where he really comes from; until then he is nobody,
 * and counts nowhere. Thread: that of his session, but for the timeout.
 */
final class ProxiedGuest implements SessionHandler.Prefaced {
    /** Proxies send it with their first packet. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Session session;
    private final ChatRoom room;
    private final ChatServer server;
    private final Function<Session, Guest> guests;
    private final ProxyHeader header = new ProxyHeader();
    private volatile boolean known;

    ProxiedGuest(Session session, ChatRoom room, ChatServer server, Function<Session, Guest> guests) {
        this.session = session;
        this.room = room;
        this.server = server;
        this.guests = guests;
    }

    @Override
    public void opened() {
        server.after(TIMEOUT, this::tooLate);
    }

    @Override
    public @Nullable SessionHandler preface(ByteBuffer read) {
        return switch (header.take(read)) {
            case ProxyHeader.Progress.More _ -> null;
            case ProxyHeader.Progress.Bad(String why) -> {
                refuse(why);
                read.position(read.limit());
                yield null;
            }
            case ProxyHeader.Progress.Done done -> {
                known = true;
                yield guests.apply(done.source() == null ? session : new RelayedSession(session, done.source()));
            }
        };
    }

    @Override
    public void closed(CloseReason reason) {
        known = true;
        server.closes().count(reason);
    }

    private void tooLate() {
        if (!known) {
            refuse("there was none within " + Words.of(TIMEOUT));
        }
    }

    private void refuse(String why) {
        known = true;
        if (server.options().profile().hasNoticesAndUniqueNames) {
            session.send(Greeting.NOTICE + "The proxy between us did not say where you come from.");
        }
        server.badHeader(session.peer(), why);
        server.publish(new ChatEvent.Refused(server.now(), room.name(), null, session.peer(), "bad PROXY header: " + why));
        session.close(new CloseReason.TurnedAway("bad PROXY header: " + why));
    }
}
