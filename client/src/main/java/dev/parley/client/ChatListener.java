package dev.parley.client;

import java.io.IOException;

/**
 * What a program does with what arrives. The order of calls is
 *
 * <pre>{@code line* ended}</pre>
 *
 * <p>Thread: all calls come from one virtual thread of the client, so they never overlap. The first can come before
 * {@link ChatClient#connect} has returned. A listener may block; nothing is read from the server in the meantime, and a
 * server that has too much waiting ends the connection.
 */
@FunctionalInterface
public interface ChatListener {

    /**
     * A line arrived. A line of more than {@link ChatConnection#MAX_LINE_BYTES} bytes is left out.
     *
     * <p>Fails: an exception ends the chat, with {@link Ending.ListenerFailed}.
     *
     * @param client who heard it, to answer with {@link ChatClient#say}
     */
    void line(ChatClient client, ChatLine line) throws IOException;

    /** The chat is over; nothing can be said. Called last, once, also after {@link ChatClient#close()}. */
    default void ended(ChatClient client, Ending ending) {}
}
