package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.server.Refusal.OverLimit;
import dev.parley.server.Refusal.TryAgain;
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

    /** Null if he was not let in. */
    private @Nullable Allowance allowance;

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

    /** He said a line over the limit. */
    abstract void saidTooMuch();

    /** He said a line. The bytes are as they came. */
    abstract void said(Seat seat, ByteBuffer line);

    /** Tells him, if this profile tells anything. Thread: any. */
    abstract void explain(String why);

    @Override
    public final void opened() {
        OverLimit refusal = server.rules().admit(session.peer());
        if (refusal != null) {
            sendAway(refusal);
            return;
        }
        allowance = server.rules().allow(session, this::sendAway);
        prompt();
    }

    @Override
    public final void line(ByteBuffer line) {
        if (allowance != null) {
            allowance.line(line.remaining());
        }
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
            if (allowance != null) {
                room.holdIfCrowded(allowance.brake());
            }
        }
        if (allowance != null) {
            allowance.readComplete();
        }
    }

    @Override
    public final void lineTooLong() {
        if (allowance != null) {
            allowance.lineTooLong();
        }
        saidTooMuch();
    }

    @Override
    public final void closed(CloseReason reason) {
        server.closes().count(reason);
        if (allowance != null) {
            server.rules().left(session.peer(), allowance);
        }
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
        switch (join(seat)) {
            case null -> enter(seat);
            case TryAgain(String why) -> refuse(why);
            case OverLimit refusal -> sendAway(refusal);
        }
    }

    private @Nullable Refusal join(Seat seat) {
        try {
            return room.join(seat, welcome());
        } catch (RuntimeException | Error e) {
            // He has lost his session, and would keep his name for ever.
            room.leave(seat);
            throw e;
        }
    }

    private void enter(Seat seat) {
        this.seat = seat;
        if (allowance != null) {
            server.rules().named(allowance);
        }
        server.publish(new ChatEvent.Joined(server.now(), room.name(), seat.name, session.peer()));
    }

    /** He is over a limit. Thread: any. */
    private void sendAway(OverLimit refusal) {
        explain(refusal.why());
        limitHit(refusal.limit().limit(), "the guest is sent away");
        session.close(refusal.limit());
        server.rules().refused(session.peer(), refusal.limit());
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

    /**
     * He was held to a limit: whoever runs the server hears of it. Thread: any; one that is not his session's may take him for
     * nameless for a moment after he has got a name.
     */
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
