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

    /** How many lines for the room the read that is being handled has brought. */
    private int linesOwed;

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
        if (linesOwed > 0) {
            int lines = linesOwed;
            linesOwed = 0;
            room.said(lines);
        }
    }

    @Override
    public final void closed(CloseReason reason) {
        server.closes().count(reason);
        Seat seat = this.seat;
        if (seat != null) {
            room.leave(seat);
        }
        if (reason instanceof CloseReason.FellBehind(long bytesWaiting)) {
            server.publish(new ChatEvent.FellBehind(server.now(), room.name(), nameOrNull(), session.peer(), bytesWaiting));
        }
        if (seat != null) {
            left(seat, reason);
        }
    }

    private void left(Seat seat, CloseReason reason) {
        if (reason instanceof CloseReason.FellBehind) {
            log.info("{} was disconnected from {}: {}", seat.name, room.name(), reason);
        } else {
            log.debug("{} has left {}: {}", seat.name, room.name(), reason);
        }
        server.publish(new ChatEvent.Left(server.now(), room.name(), seat.name, session.peer(), reason));
    }

    private void introduce(String name) {
        Seat seat = new Seat(name, session.outbox());
        String refusal = room.join(seat, welcome());
        if (refusal == null) {
            this.seat = seat;
            server.publish(new ChatEvent.Joined(server.now(), room.name(), name, session.peer()));
        } else {
            refuse(refusal);
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
        linesOwed++;
    }

    /** He was held to a limit, by that option: whoever runs the server hears of it. */
    final void limitHit(String limit, String consequence) {
        server.publish(new ChatEvent.LimitHit(
                server.now(), room.name(), nameOrNull(), session.peer(), limit, consequence));
    }

    final boolean isInRoom() {
        return seat != null;
    }

    private @Nullable String nameOrNull() {
        return seat == null ? null : seat.name;
    }

    /** Who asks for more than he reads is as slow as who does not read at all. */
    final void check(Sent sent) {
        if (sent == Sent.FULL) {
            session.close(new CloseReason.FellBehind(session.outbox().waitingBytes()));
        }
    }
}
