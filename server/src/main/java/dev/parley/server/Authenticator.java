package dev.parley.server;

import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;

/**
 * Knows who may come in, and by which password. A server has at most one, in {@link Access}; {@code parley-passwords} has one that
 * reads a file.
 *
 * <p>Thread: that of a guest's session for both methods, which on some transports serves many others: they must not block, and what
 * takes time, such as a hash that is slow by design, belongs on a thread of the authenticator's. Several guests may be asked about at
 * once, one guest once at a time. What it throws, and a stage that fails, counts as an answer that there is none: the guest is told so,
 * and may try again.
 */
public interface Authenticator {

    /** What becomes of a guest. */
    enum Verdict {
        /** Name and password do not belong together. */
        REFUSED,
        /** He comes in. */
        GUEST,
        /** He comes in, and may tell others to leave. */
        OPERATOR
    }

    /**
     * What a guest has given.
     *
     * @param name fit to be a name, in Unicode's form NFC; two names with the same {@link #keyOf key} are one
     * @param password as it was typed, at most as long as a line
     * @param peer where he connects from
     */
    record Attempt(String name, String password, SocketAddress peer) {
        /** Without the password: it must not get into a log. */
        @Override
        public String toString() {
            return "Attempt[name=" + name + ", peer=" + peer + "]";
        }
    }

    /**
     * Whether a guest of that name is asked for a password. If not, he comes in as {@link Verdict#GUEST}. Where only some names are
     * known, it should be true for all others too, or who asks learns which ones they are.
     */
    boolean needsPassword(String name);

    /**
     * Says what becomes of a guest, now or later, on any thread. Nothing of what he sends is read before that. A guest who is gone
     * meanwhile, or whose time to give a name is up, is not waited for.
     */
    CompletionStage<Verdict> check(Attempt attempt);

    /** What two names have in common that nobody can have at the same time: {@code Ann} and {@code ann}. */
    static String keyOf(String name) {
        return Names.key(Names.normalize(name));
    }
}
