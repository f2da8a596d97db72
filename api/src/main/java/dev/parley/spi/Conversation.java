package dev.parley.spi;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.wire.LineCutter;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calls to one session's handler, kept to their grammar: {@code opened} first, lines while nobody has closed the session,
 * {@code closed} once, last, and with the first reason. What a handler throws ends its own session and nothing else, checked
 * exceptions included: languages other than Java throw them undeclared.
 *
 * <p>Thread: {@link #close}, {@link #isOver} and {@link #isOverALimit} any; the others one at a time, which is up to the transport.
 */
public final class Conversation {
    private static final CarefulLog log = CarefulLog.of(Conversation.class);

    private final Session session;
    private final LineCutter cutter;
    private final LineCutter.Sink lines = new Lines();
    private final AtomicReference<@Nullable CloseReason> closeReason = new AtomicReference<>();
    private @Nullable SessionHandler handler;

    /** The handler, as long as it wants bytes rather than lines. */
    private SessionHandler.@Nullable Prefaced preface;

    public Conversation(Session session, int maxLineBytes) {
        this.session = session;
        this.cutter = new LineCutter(maxLineBytes);
    }

    /** Decides that it is over. True for the first call, whose reason stays. The handler is told in {@link #end}. */
    public boolean close(CloseReason reason) {
        return closeReason.compareAndSet(null, reason);
    }

    /** Whether somebody has closed it: from then on nothing is handed over. */
    public boolean isOver() {
        return closeReason.get() != null;
    }

    /**
     * Whether the guest is sent away, for a limit or because he is not wanted. Once all is delivered that was sent to him, his
     * socket is closed: those who are too many must not hold sockets or threads by not hanging up.
     */
    public boolean isOverALimit() {
        CloseReason reason = closeReason.get();
        return reason instanceof CloseReason.LimitReached || reason instanceof CloseReason.TurnedAway;
    }

    /** Makes the handler, and opens, unless it is over before it began. */
    public void begin(SessionHandler.Factory handlers) {
        if (isOver()) {
            return;
        }
        try {
            SessionHandler made = handlers.handlerFor(session);
            begin(made);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void begin(SessionHandler made) {
        handler = made;
        preface = made instanceof SessionHandler.Prefaced prefaced ? prefaced : null;
        made.opened();
    }

    /** Hands over the lines that one read completes. The buffer must be backed by an array. */
    public void hear(ByteBuffer read) {
        SessionHandler handler = this.handler;
        if (handler == null || isOver()) {
            return;
        }
        try {
            if (preface != null && !isBehind(preface, read)) {
                return;
            }
            cutter.cut(read, lines);
            complete();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Whether lines follow. */
    private boolean isBehind(SessionHandler.Prefaced preface, ByteBuffer read) {
        SessionHandler next = preface.preface(read);
        if (next != null) {
            begin(next);
        }
        return next != null && !isOver();
    }

    private void complete() {
        SessionHandler handler = this.handler;
        if (handler != null) {
            handler.readComplete();
        }
    }

    /** Tells the handler that it is over. Only the first call does. */
    public void end() {
        SessionHandler told = handler;
        CloseReason reason = closeReason.get();
        if (told == null || reason == null) {
            return;
        }
        handler = null;
        log.debug("{} is over: {}", session, reason);
        try {
            told.closed(reason);
        } catch (Throwable e) {
            log.error("The handler of {} failed at its end", session, e);
        }
    }

    private void fail(Throwable failure) {
        session.close(new CloseReason.HandlerFailed(failure));
        log.error("The handler of {} failed", session, failure);
    }

    /** The rest of a read is not handed over once somebody has closed the session. */
    private final class Lines implements LineCutter.Sink {
        @Override
        public void line(ByteBuffer line) {
            SessionHandler handler = Conversation.this.handler;
            if (handler != null && !isOver()) {
                handler.line(line);
            }
        }

        @Override
        public void tooLong() {
            SessionHandler handler = Conversation.this.handler;
            if (handler != null && !isOver()) {
                handler.lineTooLong();
            }
        }
    }
}
