package dev.parley.api;

import java.io.IOException;

/** Why a session ended. The first reason counts. */
public sealed interface CloseReason {

    /** The guest ended the connection, or his sending half of it. */
    record PeerClosed() implements CloseReason {
        @Override
        public String toString() {
            return "the guest closed the connection";
        }
    }

    /** The connection broke: it was reset, or the network gave up. */
    record ConnectionLost(IOException cause) implements CloseReason {
        @Override
        public String toString() {
            return "the connection was lost: " + cause.getMessage();
        }
    }

    /** The guest read so slowly that what he still had to receive went over a bound. */
    record FellBehind(long bytesWaiting) implements CloseReason {
        @Override
        public String toString() {
            return "the guest fell behind, with " + bytesWaiting + " bytes waiting for him";
        }
    }

    /** The guest sent a line over the limit, where that is not forgiven. */
    record LineTooLong(int maxLineBytes) implements CloseReason {
        @Override
        public String toString() {
            return "the guest sent a line of more than " + maxLineBytes + " bytes";
        }
    }

    /**
     * The guest is one too many, or took more than he may: {@code limit} says of what, in words. What was sent before is still
     * delivered, but his transport does not wait for him to hang up.
     */
    record LimitReached(String limit) implements CloseReason {
        @Override
        public String toString() {
            return "a limit was reached: " + limit;
        }
    }

    /**
     * Somebody who may decide so does not want the guest here: his password is wrong, he is banned, an operator threw him out.
     * His transport does not wait for him to hang up, as with {@link LimitReached}. {@code why} is for people.
     */
    record TurnedAway(String why) implements CloseReason {
        @Override
        public String toString() {
            return "the guest was turned away: " + why;
        }
    }

    /** The session's handler threw. */
    record HandlerFailed(Throwable cause) implements CloseReason {
        @Override
        public String toString() {
            return "the handler failed: " + cause;
        }
    }

    /** The endpoint was stopped. */
    record Stopped() implements CloseReason {
        @Override
        public String toString() {
            return "the server stopped";
        }
    }

    /** The program ended it; {@code why} is for people. */
    record Ended(String why) implements CloseReason {
        @Override
        public String toString() {
            return why;
        }
    }
}
