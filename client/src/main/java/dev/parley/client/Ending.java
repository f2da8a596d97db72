package dev.parley.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a chat ended. Its string is a phrase for people. */
public sealed interface Ending {

    /** What was thrown; {@code null} if nothing was, so that the chat ended in order. */
    default @Nullable Throwable cause() {
        return null;
    }

    /** {@link ChatClient#close()} was called. */
    record Closed() implements Ending {
        @Override
        public String toString() {
            return "the chat was closed";
        }
    }

    /** The server ended the connection in order. */
    record ServerClosed() implements Ending {
        @Override
        public String toString() {
            return "the server closed the connection";
        }
    }

    /** The connection broke: it was reset, or the network gave up. */
    record ConnectionLost(IOException cause) implements Ending {
        @Override
        public String toString() {
            return "the connection was lost: " + cause.getMessage();
        }
    }

    /** The listener threw. */
    record ListenerFailed(Throwable cause) implements Ending {
        @Override
        public String toString() {
            return "the listener failed: " + cause;
        }
    }
}
