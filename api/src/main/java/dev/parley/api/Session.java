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
     * Ends the session. What was sent before is delivered first, if the guest takes it within
     * {@link TransportOptions#closeTimeout()}; nothing that is sent later is. The first reason stays; later calls do nothing.
     */
    void close(CloseReason reason);
}
