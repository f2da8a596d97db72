package dev.parley.testkit.scenario;

import dev.parley.api.CloseReason;
import dev.parley.api.RoomListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program in the room who hears everything, and so knows the order of it. Thread: any may ask. */
final class Witness implements RoomListener {
    static final String NAME = "witness";

    // Guarded by this.
    private final List<String> heard = new ArrayList<>();
    private @Nullable CloseReason leftBecause;

    @Override
    public synchronized void said(String name, String text) {
        heard.add("<" + name + "> " + text);
    }

    @Override
    public synchronized void notice(String text) {
        heard.add("* " + text);
    }

    @Override
    public synchronized void left(CloseReason reason) {
        leftBecause = reason;
    }

    synchronized boolean hasLeft() {
        return leftBecause != null;
    }

    /** The room's lines, as guests get them. */
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    synchronized long count(String line) {
        return heard.stream().filter(line::equals).count();
    }

    /** How many lines a guest has said. */
    synchronized long countOf(String guest) {
        String prefix = "<" + guest + "> ";
        return heard.stream().filter(line -> line.startsWith(prefix)).count();
    }

    boolean knowsAsGone(String guest) {
        return count(joined(guest)) == count(left(guest));
    }

    static String joined(String guest) {
        return "* " + guest + " has joined.";
    }

    static String left(String guest) {
        return "* " + guest + " has left.";
    }
}
