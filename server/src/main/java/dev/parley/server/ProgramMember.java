package dev.parley.server;

import com.google.common.util.concurrent.MoreExecutors;
import dev.parley.api.CloseReason;
import dev.parley.api.Member;
import dev.parley.api.Room;
import dev.parley.api.RoomListener;
import dev.parley.wire.LineText;
import dev.parley.wire.Outbox;
import dev.parley.wire.Sent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member that is a program: a session without a socket. Its outbox is written, on the program's executor, to a channel that
 * cuts the lines again and calls the listener.
 */
final class ProgramMember implements Member {
    private static final Logger log = LoggerFactory.getLogger(ProgramMember.class);

    /** After so much the executor gets a chance to do something else. */
    private static final int MAX_BYTES_A_TURN = 64 * 1024;

    private static final int MAX_OUTBOX_BYTES = 256 * 1024;

    private final ChatRoom room;
    private final RoomListener listener;
    private final Executor courier;
    private final Outbox outbox;
    private final Seat seat;
    private final ListenerChannel channel;
    private final AtomicReference<@Nullable CloseReason> leftBecause = new AtomicReference<>();

    /** Held by whoever reads from the outbox. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Guarded by {@link #reading}. */
    private boolean gone;

    private volatile boolean refused;

    ProgramMember(String name, ChatRoom room, Executor executor, RoomListener listener) {
        this.room = room;
        this.listener = listener;
        Executor inOrder = MoreExecutors.newSequentialExecutor(executor);
        courier = task -> {
            try {
                inOrder.execute(task);
            } catch (RuntimeException | Error e) {
                leave(new CloseReason.HandlerFailed(e));
                discard();
                // Whatever it threw: it is no fault of the one whose line was to be heard.
                throw e instanceof RejectedExecutionException refusal ? refusal : new RejectedExecutionException(e);
            }
        };
        outbox = new Outbox(courier, this::flush, MAX_OUTBOX_BYTES);
        seat = new Seat(name, outbox, this);
        channel = new ListenerChannel(listener);
    }

    Seat seat() {
        return seat;
    }

    @Override
    public String name() {
        return seat.name;
    }

    @Override
    public Room room() {
        return room;
    }

    @Override
    public Sent say(String line) {
        if (leftBecause.get() != null) {
            return Sent.CLOSED;
        }
        if (room.waits()) {
            return Sent.FULL;
        }
        boolean said = room.say(seat, ByteBuffer.wrap(LineText.encode(line)));
        room.said(said ? 1 : 0);
        return said ? Sent.ACCEPTED : Sent.FULL;
    }

    @Override
    public void leave() {
        leave(new CloseReason.Ended("the member left"));
    }

    void leave(CloseReason reason) {
        if (leftBecause.compareAndSet(null, reason)) {
            room.leave(seat);
            outbox.finish();
        }
    }

    /** Hands over what is waiting. Thread: one of the program's executor; calls do not overlap. */
    private void flush() {
        reading.lock();
        try {
            if (!gone) {
                hear();
            }
        } finally {
            reading.unlock();
        }
        if (refused) {
            discard();
        }
    }

    private void hear() {
        try {
            switch (outbox.writeTo(channel, MAX_BYTES_A_TURN)) {
                case DRAINED, BLOCKED -> {}
                case MORE -> outbox.wake();
                case FINISHED -> tellLeft();
                case FELL_BEHIND -> {
                    leave(new CloseReason.FellBehind(outbox.waitingBytes()));
                    tellLeft();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            log.error("The listener of {} failed", seat.name, e);
            leave(new CloseReason.HandlerFailed(e));
            tellLeft();
        }
    }

    private void tellLeft() {
        gone = true;
        outbox.discard();
        CloseReason reason = leftBecause.get();
        if (reason == null) {
            return;
        }
        try {
            listener.left(reason);
        } catch (RuntimeException | Error e) {
            log.error("The listener of {} failed at its end", seat.name, e);
        }
    }

    /** The executor works no more: gives back what the outbox holds, or leaves that to the one who is just reading. */
    private void discard() {
        refused = true;
        if (reading.tryLock()) {
            try {
                gone = true;
                outbox.discard();
            } finally {
                reading.unlock();
            }
        }
    }
}
