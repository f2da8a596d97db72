package dev.parley.api;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a program does with one session. The order of calls is
 *
 * <pre>{@code opened ((line | lineTooLong)* readComplete)* closed}</pre>
 *
 * <p>Thread: the calls for one session never overlap, and each sees what the one before did; they need not come from the
 * same thread. A handler must not block: on an event loop it would hold up other guests. A handler that throws
 * loses its session ({@link CloseReason.HandlerFailed}), nobody else's.
 */
public interface SessionHandler {

    /** Makes the handler of a session that was just accepted. Thread: the session's, so the rules above hold. */
    @FunctionalInterface
    interface Factory {
        SessionHandler handlerFor(Session session);

        /**
         * Asked by a {@linkplain Transport#secured secured} transport whether a connection may begin its handshake, which takes
         * a socket and work before there is a session. Thread: any of the transport's; must not block.
         *
         * @return what the transport is to run when the handshake is over, however it has ended; to run it again does nothing.
         *     Null if the connection is to be closed, without a word
         */
        default @Nullable Runnable admitHandshake(SocketAddress peer) {
            return () -> {};
        }
    }

    /**
     * One that takes the first bytes of its session as they come, before they are cut into lines, and then leaves the session to
     * somebody else: a header of a proxy, say. The order of calls is
     *
     * <pre>{@code opened preface* closed}</pre>
     *
     * where the last {@code preface} of a session that goes on returns another handler, and all calls from {@code opened} to
     * {@code closed} are that one's.
     */
    interface Prefaced extends SessionHandler {
        /**
         * Takes what belongs to it from the front of what one read has brought; all of it, if that is not the end. The buffer is like
         * that of {@link #line}.
         *
         * @return null as long as more is needed; else who handles the session, whose lines begin with what is left
         */
        @Nullable SessionHandler preface(ByteBuffer read);

        @Override
        default void line(ByteBuffer line) {}

        @Override
        default void lineTooLong() {}
    }

    /** The session can be sent to. Called first, once. */
    void opened();

    /**
     * The guest sent a line, whole and in order, at most {@link TransportOptions#maxLineBytes()} long. Its bytes stand
     * between the buffer's position and limit without the terminator, unchecked. The buffer belongs to the transport, is
     * backed by an array, and is valid during the call only.
     */
    void line(ByteBuffer line);

    /** The guest began a line over the limit. The rest of it is skipped; the session goes on unless it is closed here. */
    void lineTooLong();

    /** Everything that one read brought was handed over: the moment to wake whoever waits for the lines it held. */
    default void readComplete() {}

    /**
     * The session is over for the program: no line follows, and nothing can be sent. The transport may still be
     * delivering what was sent before. Called last, once, with the first reason given.
     */
    void closed(CloseReason reason);
}
