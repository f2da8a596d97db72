package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.server.Authenticator.Attempt;
import dev.parley.server.Authenticator.Verdict;
import dev.parley.server.Refusal.OverLimit;
import dev.parley.spi.CarefulLog;
import dev.parley.wire.LineText;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A guest's way to his seat, where there is an {@link Authenticator}. While that looks for an answer nothing more is read of him; what
 * he has typed ahead is kept, and said when he is in.
 *
 * <pre>
 *    NAME -- one that needs a password --> PASSWORD -- a line --> CHECKING -- right, and the name is free --> DONE
 *     ^ |                                                            |
 *     | +-- one that needs none, and is free --> DONE                | anything else
 *     +--------------------------------------------------------------+
 * </pre>
 *
 * <p>Thread: any. It is a lock of its own, under which a guest takes his seat: answers come from elsewhere than his lines. Who is in
 * needs it no more.
 */
final class Login {
    /** What he may type ahead while his password is checked; more closes his session. */
    static final int MAX_HELD_BYTES = 8 * 1024;

    /** What a line costs that is held, beside its bytes. */
    private static final int LINE_BYTES = 32;

    private static final OverLimit TYPED_TOO_MUCH = new OverLimit(
            "You have sent too much before your password was checked.", MAX_HELD_BYTES + " bytes before a password is checked");

    private static final CarefulLog log = CarefulLog.of(Login.class);

    private enum Step {
        NAME,
        PASSWORD,
        CHECKING,
        DONE,
        /** The session has ended. */
        OVER
    }

    private final Guest guest;
    private final Gate gate;

    // Guarded by this.
    private Step step = Step.NAME;
    private String name = "";
    private int wrong;
    private final Queue<ByteBuffer> held = new ArrayDeque<>();
    private int heldBytes;

    Login(Guest guest, Gate gate) {
        this.guest = guest;
        this.gate = gate;
    }

    synchronized void line(ByteBuffer line) {
        hear(line);
        if (step == Step.DONE) {
            guest.isIn();
        }
    }

    private void hear(ByteBuffer line) {
        switch (step) {
            case NAME -> named(guest.nameIn(line));
            case PASSWORD -> check(LineText.decode(line));
            case CHECKING -> hold(line);
            case DONE -> guest.heard(line);
            case OVER -> {}
        }
    }

    /** A line began that is too long to be a name or a password. */
    synchronized void lineTooLong() {
        if (step == Step.PASSWORD) {
            step = Step.NAME;
        }
        // Where a password is being checked, this is not about that: it is told before the answer.
        guest.saidTooMuch(step == Step.NAME);
    }

    synchronized void readComplete() {
        if (step != Step.CHECKING) {
            guest.batchHeard();
        }
    }

    /** His session has ended. */
    synchronized void over() {
        step = Step.OVER;
        held.clear();
    }

    private void named(String name) {
        String badName = guest.refusalOf(name);
        if (badName != null) {
            guest.refuse(badName);
        } else if (!gate.needsPassword(name)) {
            enter(name, Verdict.GUEST);
        } else {
            this.name = name;
            step = Step.PASSWORD;
            guest.promptForPassword();
        }
    }

    private void enter(String name, Verdict verdict) {
        step = guest.introduce(name, verdict) ? Step.DONE : Step.NAME;
    }

    private void check(String password) {
        OverLimit refusal = gate.refusalOf(guest.session.peer());
        if (refusal != null) {
            step = Step.NAME;
            guest.sendAway(refusal);
            return;
        }
        step = Step.CHECKING;
        guest.holdForLogin();
        ask(password).whenComplete(this::answered);
    }

    private CompletionStage<Verdict> ask(String password) {
        try {
            return gate.check(new Attempt(name, password, guest.session.peer()));
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void answered(@Nullable Verdict verdict, @Nullable Throwable failure) {
        if (step != Step.CHECKING) {
            return;
        }
        try {
            step = Step.NAME;
            take(verdict, failure);
            hearHeld();
            guest.batchHeard();
        } catch (Throwable e) {
            guest.end(new CloseReason.HandlerFailed(e));
            log.error("{} could not be let in", guest.session, e);
        }
        if (step != Step.CHECKING) {
            if (step == Step.DONE) {
                guest.isIn();
            }
            guest.goOnAfterLogin();
        }
    }

    private void take(@Nullable Verdict verdict, @Nullable Throwable failure) {
        if (verdict == null) {
            gate.noAnswer(failure);
            guest.refuse("Your password cannot be checked now. Try again later.");
        } else if (verdict != Verdict.REFUSED) {
            enter(name, verdict);
        } else {
            gate.wasWrong(guest.session.peer());
            wrong++;
            guest.wrongPassword(name, wrong < gate.passwordTries());
        }
    }

    /** What he has typed ahead, up to another password. */
    private void hearHeld() {
        while (step != Step.CHECKING && !guest.isEnding()) {
            ByteBuffer next = held.poll();
            if (next == null) {
                return;
            }
            heldBytes -= cost(next);
            hear(next);
        }
    }

    private void hold(ByteBuffer line) {
        ByteBuffer copy = ByteBuffer.wrap(new byte[line.remaining()]).put(line.duplicate()).flip();
        heldBytes += cost(copy);
        if (heldBytes > MAX_HELD_BYTES) {
            guest.sendAway(TYPED_TOO_MUCH);
        } else {
            held.add(copy);
        }
    }

    private static int cost(ByteBuffer line) {
        return line.remaining() + LINE_BYTES;
    }
}
