package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineText;
import dev.parley.wire.Sent;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One guest's way: prompt, name, welcome, lines, good-bye. Thread: that of his session, as {@link SessionHandler} says.
 *
 * <pre>
 *    prompted ---- a name that is fine and free ----> in the room ---- closed ----> gone
 *     ^    |                                             | lines
 *     +----+ any other                                   v
 * </pre>
 */
abstract sealed class Guest implements SessionHandler permits StandardGuest, ClassicGuest {
    private static final Logger log = LoggerFactory.getLogger(Guest.class);

    final Session session;
    final ChatRoom room;
    private final ChatServer server;

    /** Until he has a name, he is not in the room. */
    private @Nullable Seat seat;

    /** Whether the read that is being handled has brought something for the room. */
    private boolean signalOwed;

    Guest(Session session, ChatRoom room, ChatServer server) {
        this.session = session;
        this.room = room;
        this.server = server;
    }

    /** What he gets when he has got his name. */
    abstract byte[] welcome();

    /** He cannot have that name: says why, if this profile does, and asks again. */
    abstract void refuse(String why);

    /** He said a line. The bytes are as they came. */
    abstract void said(Seat seat, ByteBuffer line);

    @Override
    public final void opened() {
        prompt();
    }

    @Override
    public final void line(ByteBuffer line) {
        Seat seat = this.seat;
        if (seat == null) {
            introduce(Names.normalize(LineText.decode(line).stripTrailing()));
        } else {
            said(seat, line);
        }
    }

    @Override
    public final void readComplete() {
        if (signalOwed) {
            signalOwed = false;
            room.signal();
        }
    }

    @Override
    public final void closed(CloseReason reason) {
        Seat seat = this.seat;
        if (seat == null) {
            return;
        }
        room.leave(seat);
        if (reason instanceof CloseReason.FellBehind) {
            log.info("{} was disconnected from {}: {}", seat.name, room.name(), reason);
        } else {
            log.debug("{} has left {}: {}", seat.name, room.name(), reason);
        }
        server.listener().left(room, seat.name, reason);
    }

    private void introduce(String name) {
        Seat seat = new Seat(name, session.outbox());
        String refusal = join(seat);
        if (refusal == null) {
            this.seat = seat;
            server.listener().joined(room, name);
        } else {
            refuse(refusal);
        }
    }

    private @Nullable String join(Seat seat) {
        try {
            return room.join(seat, welcome());
        } catch (RuntimeException | Error e) {
            // He has lost his session, and would keep his name for ever.
            room.leave(seat);
            throw e;
        }
    }

    final void prompt() {
        check(session.prompt(Greeting.PROMPT));
    }

    final void tell(String notice) {
        check(session.send(Greeting.NOTICE + notice));
    }

    final void relay(Seat seat, ByteBuffer line) {
        room.say(seat, line);
        signalOwed = true;
    }

    final boolean isInRoom() {
        return seat != null;
    }

    /** Who asks for more than he reads is as slow as who does not read at all. */
    final void check(Sent sent) {
        if (sent == Sent.FULL) {
            session.close(new CloseReason.FellBehind(session.outbox().waitingBytes()));
        }
    }
}
