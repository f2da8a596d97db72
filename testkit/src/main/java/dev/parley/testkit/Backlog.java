package dev.parley.testkit;

import dev.parley.api.Session;
import dev.parley.wire.Sent;
import java.io.IOException;

/** Numbered lines of half a KiB: what a peer who does not read has waiting. */
final class Backlog {
    /** More than any kernel buffers for one socket, in such lines. */
    private static final int MOST_LINES = 64 * 1024;

    private static final String FILLING = "x".repeat(500);

    private Backlog() {}

    static String line(int number) {
        return "%08d %s".formatted(number, FILLING);
    }

    /** Sends until the session takes no more, and returns how many lines it took. */
    static int fill(Session session) {
        for (int sent = 0; sent < MOST_LINES; sent++) {
            if (session.send(line(sent)) != Sent.ACCEPTED) {
                return sent;
            }
        }
        throw new AssertionError("a session whose peer does not read took " + MOST_LINES + " lines");
    }

    static void readNext(Peer peer, int number) throws IOException {
        LongText.assertSame(line(number), peer.readLine());
    }

    /** Reads so many of them, and checks that none is missing, broken or in the wrong place. */
    static void read(Peer peer, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            readNext(peer, number);
        }
    }
}
