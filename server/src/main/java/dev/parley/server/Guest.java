package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.server.Authenticator.Verdict;
import dev.parley.server.Refusal.OverLimit;
import dev.parley.server.Refusal.TryAgain;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineText;
import dev.parley.wire.Sent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
    private static final String WRONG_PASSWORD = "Wrong password.";

    final Session session;
    final ChatRoom room;
    private final ChatServer server;

    /** Until he has a name, he is not in the room. Written by his session's thread, or under the lock of his login. */
    private volatile @Nullable Seat seat;

    /** Null where nobody is asked for a password, and for who is in. */
    private volatile @Nullable Login login;

    private volatile boolean isOperator;

    /** What he is called, once he has given a name that he can have. */
    private volatile String name = "";

    /** Whether his session is being ended from here. */
    private volatile boolean ending;

    /** Null if he was not let in. */
    private @Nullable Allowance allowance;

    /** How many lines for the room the read that is being handled has brought. */
    private int linesOwed;

    Guest(Session session, ChatRoom room, ChatServer server) {
        this.session = session;
        this.room = room;
        this.server = server;
        Gate gate = server.gate();
        login = gate == null ? null : new Login(this, gate);
    }

    /** What he gets when he has got his name. */
    abstract byte[] welcome();

    /** He cannot have that name: says why, if this profile does, and asks again. */
    abstract void refuse(String why);

    /** He said a line over the limit. {@code asked} is whether he has to be asked for his name again. */
    abstract void saidTooMuch(boolean asked);

    /** He said a line. The bytes are as they came. */
    abstract void said(Seat seat, ByteBuffer line);

    /** Tells him, if this profile tells anything. Thread: any. */
    abstract void explain(String why);

    @Override
    public final void opened() {
        Ban ban = server.moderation().banOf(null, session.peer());
        if (ban != null) {
            turnAway(ban, server.now());
            return;
        }
        OverLimit refusal = server.rules().admit(session.peer());
        if (refusal != null) {
            sendAway(refusal);
            return;
        }
        allowance = server.rules().allow(session, this::sendAway);
        prompt();
    }

    /** None before he is admitted. */
    Stream<Allowance> allowance() {
        return Stream.ofNullable(allowance);
    }

    @Override
    public final void line(ByteBuffer line) {
        if (allowance != null) {
            allowance.line(line.remaining());
        }
        Login login = this.login;
        if (login == null) {
            heard(line);
        } else {
            login.line(line);
        }
    }

    /** What follows from a line. Where there is a login, under its lock. */
    final void heard(ByteBuffer line) {
        Seat seat = this.seat;
        if (seat == null) {
            introduce(nameIn(line), Verdict.GUEST);
        } else {
            said(seat, line);
        }
    }

    @Override
    public final void readComplete() {
        Login login = this.login;
        if (login == null) {
            batchHeard();
        } else {
            login.readComplete();
        }
        if (allowance != null) {
            allowance.readComplete();
        }
    }

    /** Wakes those who are to hear what was said. */
    final void batchHeard() {
        if (linesOwed > 0) {
            int lines = linesOwed;
            linesOwed = 0;
            room.said(lines);
            if (allowance != null) {
                room.holdIfCrowded(allowance.brake());
            }
        }
    }

    @Override
    public final void lineTooLong() {
        if (allowance != null) {
            allowance.lineTooLong();
        }
        Login login = this.login;
        if (login == null) {
            saidTooMuch(seat == null);
        } else {
            login.lineTooLong();
        }
    }

    @Override
    public final void closed(CloseReason reason) {
        server.closes().count(reason);
        Login login = this.login;
        if (login != null) {
            login.over();
        }
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

    /** The name that a line gives. */
    final String nameIn(ByteBuffer line) {
        return Names.normalize(LineText.decode(line).stripTrailing());
    }

    /** Why nobody can be called that; null if it is fine. */
    final @Nullable String refusalOf(String name) {
        return server.options().profile().refusalOf(name);
    }

    /** Takes him into the room, or says why not. True if he is in. */
    final boolean introduce(String name, Verdict verdict) {
        this.name = name;
        if (isBanned(name)) {
            return false;
        }
        Seat seat = new Seat(name, session.outbox(), this);
        switch (join(seat)) {
            case null -> enter(seat, verdict);
            case TryAgain(String why) -> refuse(why);
            case OverLimit refusal -> sendAway(refusal);
        }
        return this.seat != null;
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

    private void enter(Seat seat, Verdict verdict) {
        isOperator = verdict == Verdict.OPERATOR;
        this.seat = seat;
        if (allowance != null) {
            server.rules().named(allowance);
        }
        server.publish(new ChatEvent.Joined(server.now(), room.name(), seat.name, session.peer()));
        // What was said about him while he was on his way in.
        seat.mayBeMuted = true;
        isBanned(seat.name);
    }

    private boolean isBanned(String name) {
        Ban ban = server.moderation().banOf(name, session.peer());
        if (ban != null) {
            turnAway(ban, server.now());
        }
        return ban != null;
    }

    // --- What operators do to him. Thread: any.

    /** He is not wanted here. */
    final void turnAway(Ban ban, Instant now) {
        if (ending) {
            return;
        }
        Instant until = ban.until();
        explain("You are banned"
                + (until == null ? "" : " for " + Words.about(Duration.between(now, until)) + " more")
                + (ban.reason().isEmpty() ? "." : ": " + ban.reason()));
        server.publish(new ChatEvent.Refused(now, room.name(), nameOrNull(), session.peer(), "banned: " + ban.target()));
        end(new CloseReason.TurnedAway("banned"));
    }

    final void kick(String by, String reason) {
        explain("You have been kicked" + (reason.isEmpty() ? "." : ": " + reason));
        server.publish(new ChatEvent.Kicked(server.now(), by, room.name(), name, session.peer(), reason));
        end(new CloseReason.TurnedAway("kicked" + Words.because(reason)));
    }

    final void mute() {
        Seat seat = this.seat;
        if (seat != null) {
            seat.mayBeMuted = true;
        }
    }

    final String name() {
        return name;
    }

    /** Whether nobody hears him, which he is told, where this profile tells anything. */
    private boolean isMuted(Seat seat) {
        // First this: somebody may mute him meanwhile.
        seat.mayBeMuted = false;
        String time = server.moderation().muteOf(seat.name);
        if (time == null) {
            return false;
        }
        seat.mayBeMuted = true;
        explain("You are muted" + time + ". That line was not said.");
        return true;
    }

    /** Nothing more is read of him until his password is checked. */
    final void holdForLogin() {
        if (allowance != null) {
            allowance.brake().hold(Brake.Holder.LOGIN);
        }
    }

    final void goOnAfterLogin() {
        if (allowance != null) {
            allowance.brake().release(Brake.Holder.LOGIN);
        }
    }

    /** The last thing that is done under the lock of his login: from here on his lines need it no more. */
    final void isIn() {
        login = null;
    }

    /** He gave a wrong password, and may try again, or not. */
    final void wrongPassword(String name, boolean again) {
        server.publish(new ChatEvent.Refused(server.now(), room.name(), name, session.peer(), "wrong password"));
        if (again) {
            refuse(WRONG_PASSWORD);
        } else {
            explain(WRONG_PASSWORD + " Good-bye.");
            end(new CloseReason.TurnedAway("wrong password"));
        }
    }

    /** Closes his session; what he has typed ahead is not heard any more. Thread: any. */
    final void end(CloseReason reason) {
        ending = true;
        session.close(reason);
    }

    final boolean isEnding() {
        return ending;
    }

    /** He is over a limit. Thread: any. */
    final void sendAway(OverLimit refusal) {
        explain(refusal.why());
        limitHit(refusal.limit().limit(), "the guest is sent away");
        end(refusal.limit());
        server.rules().refused(session.peer(), refusal.limit());
    }

    final void prompt() {
        check(session.prompt(Greeting.PROMPT));
    }

    final void promptForPassword() {
        check(session.prompt(Greeting.PASSWORD_PROMPT));
    }

    final void tell(String notice) {
        check(session.send(Greeting.NOTICE + notice));
    }

    /** What operators are answered; null for everybody else, or if there is no such command. */
    final @Nullable List<String> obeyAsOperator(String command) {
        return isOperator ? server.moderation().obeyInRoom(command, name) : null;
    }

    final boolean isOperator() {
        return isOperator;
    }

    final void relay(Seat seat, ByteBuffer line) {
        if (seat.mayBeMuted && isMuted(seat)) {
            return;
        }
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

    private @Nullable String nameOrNull() {
        Seat seat = this.seat;
        return seat == null ? null : seat.name;
    }

    /** Who asks for more than he reads is as slow as who does not read at all. */
    final void check(Sent sent) {
        if (sent == Sent.FULL) {
            end(new CloseReason.FellBehind(session.outbox().waitingBytes()));
        }
    }
}
