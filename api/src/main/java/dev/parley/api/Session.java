package dev.parley.api;

import dev.parley.wire.LineText;
import dev.parley.wire.Outbox;
import dev.parley.wire.Sent;
import java.net.SocketAddress;

/**
 * One connection, as the rest of the program sees it. The transport owns it; it lives from accept to close.
 *
 * <p>Thread: any, for every method; none of them blocks, and none calls the handler on the caller's stack.
 */
public interface Session {
    /** Where the guest connects from. */
    SocketAddress peer();

    /**
     * What this session still has to receive. Rooms hand it to their {@link dev.parley.wire.Transcript}; only the transport
     * writes from it.
     */
    Outbox outbox();

    /**
     * Queues one private line, given without its terminator. Control characters in it become U+FFFD.
     *
     * <p>It takes its place behind everything that was said in the session's room before. Limit:
     * {@link TransportOptions#maxOutboxBytes()}. Fails by its result, never by exception.
     */
    default Sent send(String line) {
        return outbox().send(LineText.encodeLine(line));
    }

    /** Queues text without a terminator, for prompts; otherwise like {@link #send}. */
    default Sent prompt(String text) {
        return outbox().send(LineText.encode(text));
    }

    /**
     * Hands over no line until {@link #resumeReading}, and leaves what the guest sends in the kernel's buffers, so that TCP
     * itself slows him down, and nothing is lost. What one read has already brought is still handed over. Pausing twice is
     * pausing once.
     *
     * <p>A session that is paused is sent to, closed and stopped like any other. What is unread when it is closed, or
     * when its endpoint stops reading, is dropped, as everything is that comes later. That the guest has hung up, or that his
     * connection broke, may be noticed only when it is resumed, or when a write fails: nobody should pause for ever.
     */
    void pauseReading();

    /** Ends a pause. Where there is none, and on a session that is over, it does nothing. */
    void resumeReading();

    /**
     * Ends the session. What was sent before is delivered first, if the guest takes it within
     * {@link TransportOptions#closeTimeout()}; nothing that is sent later is. The first reason stays; later calls do nothing.
     */
    void close(CloseReason reason);
}
