package dev.parley.benchmarks.yardstick;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The rooms of {@link NettyServer}, and when they are flushed. Thread: the event loop. */
final class NettyRooms {
    private final boolean batches;
    private final UnaryOperator<String> nameOfRoom;
    private final Map<String, Room> rooms = new HashMap<>();

    /** Those that were spoken in during this turn of the event loop. */
    private final List<Room> unflushed = new ArrayList<>();

    private final Runnable flushAll = this::flushAll;

    /**
     * @param batches whether everything that one turn of the event loop reads is flushed together
     * @param nameOfRoom tells a guest's room by his name
     */
    NettyRooms(boolean batches, UnaryOperator<String> nameOfRoom) {
        this.batches = batches;
        this.nameOfRoom = nameOfRoom;
    }

    boolean batches() {
        return batches;
    }

    Room roomOf(String guest) {
        return rooms.computeIfAbsent(nameOfRoom.apply(guest), _ -> new Room());
    }

    /** At once, or behind everything that this turn of the event loop reads. */
    void flush(Room room, EventExecutor loop) {
        if (!batches) {
            room.flush();
        } else if (!room.flushDue) {
            room.flushDue = true;
            if (unflushed.isEmpty()) {
                loop.execute(flushAll);
            }
            unflushed.add(room);
        }
    }

    private void flushAll() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
    }

    /** The members of one. */
    static final class Room {
        private final List<NettyGuest> members = new ArrayList<>();
        private boolean flushDue;

        void join(NettyGuest guest) {
            guest.seat = members.size();
            members.add(guest);
        }

        void leave(NettyGuest guest) {
            NettyGuest last = members.removeLast();
            if (last != guest) {
                members.set(guest.seat, last);
                last.seat = guest.seat;
            }
        }

        void say(NettyGuest author, ByteBuf frame) {
            for (int i = 0; i < members.size(); i++) {
                NettyGuest member = members.get(i);
                if (member != author) {
                    member.queue(frame);
                }
            }
        }

        /** From the last to the first: who is closed meanwhile leaves his seat to one who was flushed already. */
        private void flush() {
            flushDue = false;
            for (int i = members.size() - 1; i >= 0; i--) {
                members.get(Math.min(i, members.size() - 1)).flush();
            }
        }
    }
}
