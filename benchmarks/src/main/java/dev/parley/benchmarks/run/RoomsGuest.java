package dev.parley.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineText;
import dev.parley.wire.Sent;
import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A guest of {@link RoomsServer}: prompt, name, welcome, lines. Thread: that of his session. */
final class RoomsGuest implements SessionHandler {
    private final Session session;
    private final Function<String, Transcript> rooms;

    /** Until he has a name, he is in none. */
    private @Nullable Transcript room;

    private byte[] prefix = {};
    private boolean signalOwed;

    RoomsGuest(Session session, Function<String, Transcript> rooms) {
        this.session = session;
        this.rooms = rooms;
    }

    @Override
    public void opened() {
        session.prompt(Greeting.PROMPT);
    }

    @Override
    public void line(ByteBuffer line) {
        Transcript room = this.room;
        if (room == null) {
            join(LineText.decode(line).strip());
            return;
        }
        ByteBuffer clean = LineText.clean(line);
        if (clean.hasRemaining()) {
            room.append(prefix, clean, session.outbox());
            signalOwed = true;
        }
    }

    private void join(String name) {
        Transcript room = rooms.apply(name);
        prefix = ("<" + name + "> ").getBytes(UTF_8);
        synchronized (room) {
            if (session.outbox().put(LineText.encodeLine(Greeting.WELCOME)) != Sent.ACCEPTED) {
                return;
            }
            room.follow(session.outbox());
        }
        this.room = room;
        session.outbox().wake();
    }

    @Override
    public void lineTooLong() {
        session.close(new CloseReason.Ended("a line was too long"));
    }

    @Override
    public void readComplete() {
        Transcript room = this.room;
        if (signalOwed && room != null) {
            signalOwed = false;
            room.signal();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        Transcript room = this.room;
        if (room != null) {
            room.unfollow(session.outbox());
        }
    }
}
