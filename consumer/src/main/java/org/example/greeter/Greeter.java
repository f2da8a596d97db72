package org.example.greeter;

import dev.parley.api.CloseReason;
import dev.parley.api.Member;
import dev.parley.api.Room;
import dev.parley.api.RoomListener;
import java.util.concurrent.Executor;

/** Says hello to whoever comes, and leaves when somebody says {@code bye greeter}. */
public final class Greeter implements RoomListener {
    private static final String NAME = "greeter";
    private static final String JOINED = " has joined.";

    // Guarded by this: the first call may come before join has returned.
    private final Member member;
    private boolean inRoom = true;

    private Greeter(Room room, Executor executor) {
        synchronized (this) {
            member = switch (room.join(NAME, executor, this)) {
                case Room.Joined.As(Member joined) -> joined;
                case Room.Joined.Refused(String why) -> throw new IllegalStateException(why);
            };
        }
    }

    /** @throws IllegalStateException if the room does not take it; the message says why */
    public static Greeter join(Room room, Executor executor) {
        return new Greeter(room, executor);
    }

    public synchronized boolean isInRoom() {
        return inRoom;
    }

    @Override
    public synchronized void notice(String text) {
        if (text.endsWith(JOINED)) {
            member.say("hello " + text.substring(0, text.length() - JOINED.length()));
        }
    }

    @Override
    public synchronized void said(String name, String text) {
        if (text.equals("bye " + NAME)) {
            member.say("bye " + name);
            member.leave();
        }
    }

    @Override
    public synchronized void left(CloseReason reason) {
        inRoom = false;
    }
}
