package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Somebody in a {@link TestRoom}, and what he says and hears there. Thread: as for a {@link Peer}. */
final class RoomGuest {
    private final String name;
    private final Peer peer;

    /** What stands before the first line he hears: the greeting of the classic profile has no line end. */
    private String before;

    RoomGuest(String name, Peer peer, String before) {
        this.name = name;
        this.peer = peer;
        this.before = before;
    }

    Peer peer() {
        return peer;
    }

    /** A line of his, as others hear it. */
    String line(String text) {
        return "<" + name + "> " + text;
    }

    /** Says these lines, in one packet if they fit into one. */
    void says(String... texts) throws IOException {
        peer.send(String.join("\n", texts) + "\n");
    }

    /** Says a line, and waits until these have heard it, and nothing before it. */
    void tells(String text, RoomGuest... listeners) throws IOException {
        says(text);
        for (RoomGuest listener : listeners) {
            listener.hears(this, text);
        }
    }

    /** Checks that these lines of {@code speaker} are what he hears next. */
    void hears(RoomGuest speaker, String... texts) throws IOException {
        for (String text : texts) {
            assertEquals(speaker.line(text), hearsNext(), () -> "what " + name + " hears next");
        }
    }

    String hearsNext() throws IOException {
        String line = peer.readLine();
        String expected = before;
        before = "";
        assertEquals(expected, line.substring(0, Math.min(expected.length(), line.length())), () -> name + "'s greeting");
        return line.substring(expected.length());
    }

    /** So many lines. */
    List<String> hearsNext(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(hearsNext());
        }
        return lines;
    }

    /** Leaves in the standard profile, and checks that nothing was waiting for him. */
    void quits() throws IOException {
        says("/quit");
        assertEquals("* Good-bye.\n", peer.readUntilEnd(), () -> "what " + name + " hears at last");
        peer.close();
    }
}
