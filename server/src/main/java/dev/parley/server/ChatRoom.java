package dev.parley.server;

import com.google.common.collect.ImmutableList;
import dev.parley.api.CloseReason;
import dev.parley.api.Room;
import dev.parley.api.RoomListener;
import dev.parley.server.Refusal.OverLimit;
import dev.parley.server.Refusal.TryAgain;
import dev.parley.spi.CarefulLog;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineText;
import dev.parley.wire.Outbox;
import dev.parley.wire.SegmentPool;
import dev.parley.wire.Sent;
import dev.parley.wire.Transcript;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, and its transcript. The transcript's monitor is the room's lock: it guards the seats, too.
 */
final class ChatRoom implements Room {
    private static final CarefulLog log = CarefulLog.of(ChatRoom.class);

    private static final byte[] NOTICE = LineText.encode(Greeting.NOTICE);

    private static final byte[] NO_WELCOME = {};

    /** A program is a member by the program's own decision. */
    private static final int UNLIMITED = 0;

    private final String name;
    private final ChatServer server;
    private final SlowReaders slowReaders;
    private final Transcript transcript;

    // Guarded by the transcript. An empty room shares what is empty with all others: idle rooms may be many.
    private Map<Outbox, Seat> seats = Map.of();
    private Set<String> takenKeys = Set.of();

    /** Talkers who are not read while the room waits. */
    private Set<Brake> held = Set.of();

    private boolean closed;

    /** Written under the transcript's lock, read without. */
    private volatile int size;

    /** Null while there are none. Owned by whoever {@linkplain #look looks}. */
    private @Nullable Laggards laggards;

    ChatRoom(String name, SlowReaders slowReaders, SegmentPool pool, ChatServer server) {
        this.name = name;
        this.slowReaders = slowReaders;
        this.server = server;
        int bytes = server.options().transcriptBytes();
        transcript = switch (slowReaders) {
            case DISCONNECT -> new Transcript(pool, bytes);
            case SKIP -> new Transcript(pool, bytes, this::skipped);
            case WAIT -> new Transcript(pool, bytes, this::releaseAll);
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> members() {
        return members(Integer.MAX_VALUE);
    }

    /** The names of those who have been here longest. */
    List<String> members(int atMost) {
        synchronized (transcript) {
            return seats.values().stream().limit(atMost).map(seat -> seat.name).collect(ImmutableList.toImmutableList());
        }
    }

    /** Its members but for programs, in the order of their joining. */
    List<Guest> guests() {
        synchronized (transcript) {
            return seats.values().stream().flatMap(seat -> Stream.ofNullable(seat.guest)).collect(ImmutableList.toImmutableList());
        }
    }

    int size() {
        return size;
    }

    @Override
    public Joined join(String name, Executor executor, RoomListener listener) {
        ProgramMember member = new ProgramMember(Names.normalize(name), this, executor, listener);
        Refusal refusal = join(member.seat(), NO_WELCOME, UNLIMITED);
        return refusal == null ? new Joined.As(member) : new Joined.Refused(refusal.why());
    }

    /**
     * Gives the seat to its member, if he can have that name: he is sent the welcome, and hears the others from here on. Who
     * has read his welcome hears every line that is said from then on, so this is one step.
     *
     * @return null, or why that cannot be
     */
    @Nullable Refusal join(Seat seat, byte[] welcome) {
        return join(seat, welcome, server.rules().limits().maxMembers());
    }

    private @Nullable Refusal join(Seat seat, byte[] welcome, int maxMembers) {
        String badName = profile().refusalOf(seat.name);
        if (badName != null) {
            return new TryAgain(badName);
        }
        String key = Names.key(seat.name);
        synchronized (transcript) {
            Refusal refusal = refusalOf(seat.name, key, maxMembers);
            if (refusal != null) {
                return refusal;
            }
            if (seat.outbox.put(welcome) != Sent.ACCEPTED) {
                return new TryAgain("Too much is waiting to be read.");
            }
            seats = seats.isEmpty() ? new LinkedHashMap<>() : seats;
            seats.put(seat.outbox, seat);
            takenKeys = takenKeys.isEmpty() ? new HashSet<>() : takenKeys;
            takenKeys.add(key);
            size = seats.size();
            announce(seat.name + " has joined.", size);
            transcript.follow(seat.outbox);
        }
        seat.outbox.wake();
        transcript.signal();
        return null;
    }

    /** Guarded by the transcript. */
    private @Nullable Refusal refusalOf(String name, String key, int maxMembers) {
        if (closed) {
            return new TryAgain("The room is closed.");
        }
        if (Limits.isReached(maxMembers, seats.size())) {
            String most = Words.count(maxMembers, "member");
            return new OverLimit("The room is full: it takes " + most + ".", most + " of a room");
        }
        if (profile().hasNoticesAndUniqueNames && takenKeys.contains(key)) {
            return new TryAgain("The name " + name + " is taken.");
        }
        return null;
    }

    /** Frees the seat. What was said before still reaches its outbox. */
    void leave(Seat seat) {
        boolean left;
        try {
            transcript.unfollow(seat.outbox);
        } finally {
            // Also where nobody can be woken: his name must not be taken for ever.
            left = vacate(seat);
        }
        if (left) {
            transcript.signal();
        }
    }

    private boolean vacate(Seat seat) {
        synchronized (transcript) {
            if (seats.get(seat.outbox) != seat) {
                return false;
            }
            seats.remove(seat.outbox);
            takenKeys.remove(Names.key(seat.name));
            size = seats.size();
            if (size == 0) {
                seats = Map.of();
                takenKeys = Set.of();
            }
            announce(seat.name + " has left.", size + 1);
            return true;
        }
    }

    /** Appends a line for all others. They are woken by {@link #said}, which is owed after the last line of a batch. */
    boolean say(Seat seat, ByteBuffer line) {
        return transcript.append(seat.prefix, line, seat.outbox);
    }

    /** Ends a batch of so many lines: wakes those who are to hear them. */
    void said(int lines) {
        transcript.signal();
        server.traffic().said(lines, size);
    }

    /** Tells everybody, and lets nobody in any more. Programs have to leave; guests go with their sessions. */
    void close() {
        synchronized (transcript) {
            announce("The server is stopping.", 0);
            closed = true;
        }
        transcript.signal();
        for (Seat seat : everybody()) {
            if (seat.program != null) {
                seat.program.leave(new CloseReason.Stopped());
            }
        }
    }

    /** How much has been said since the room was opened. */
    long bytesSaid() {
        return transcript.end();
    }

    /** Gives back memory if the room is quiet. */
    void rest() {
        transcript.rest();
    }

    SlowReaders slowReaders() {
        return slowReaders;
    }

    /** Whether nobody should say anything now, since the room waits for somebody slow. */
    boolean waits() {
        return slowReaders == SlowReaders.WAIT && transcript.isCrowded();
    }

    /** Keeps a guest who has just said something from being read while the room waits. */
    void holdIfCrowded(Brake brake) {
        if (!waits()) {
            return;
        }
        // First this: who is released before he is held would wait for ever.
        brake.hold(Brake.Holder.ROOM);
        boolean mustWait;
        synchronized (transcript) {
            mustWait = transcript.isReliefToCome();
            if (mustWait) {
                held = held.isEmpty() ? new HashSet<>() : held;
                held.add(brake);
            }
        }
        if (!mustWait) {
            brake.release(Brake.Holder.ROOM);
        }
    }

    /** The slowest has caught up. Thread: any. */
    private void releaseAll() {
        Set<Brake> released;
        synchronized (transcript) {
            released = held;
            held = Set.of();
        }
        for (Brake brake : released) {
            try {
                brake.release(Brake.Holder.ROOM);
            } catch (RuntimeException | Error e) {
                // The others must not wait for ever, and who has just read on is not to blame.
                log.error("A guest in {} waits to be read on, and cannot be", name, e);
            }
        }
    }

    /** How much memory its lines take, in bytes. */
    long heldBytes() {
        return transcript.heldBytes();
    }

    /** What each member still has to be sent. */
    List<Backlog> backlogs() {
        return everybody().stream().map(Backlog::of).collect(ImmutableList.toImmutableList());
    }

    /** Tells the listener who has come to read slowly. To be called by one thread at a time, about once a second. */
    void look() {
        Laggards known = laggards;
        if (known != null || transcript.isSomebodyFarBehind()) {
            Laggards now = known == null ? new Laggards(server.options().transcriptBytes()) : known;
            now.among(everybody()).forEach(late -> server.publish(new ChatEvent.Lags(
                    server.now(), name, late.name(), late.bytesWaiting(), late.linesBehind())));
            laggards = now.areKnown() ? now : null;
        }
    }

    private Profile profile() {
        return server.options().profile();
    }

    private List<Seat> everybody() {
        synchronized (transcript) {
            return ImmutableList.copyOf(seats.values());
        }
    }

    /** Thread: the one that writes to him. */
    private byte[] skipped(Outbox reader, long lines) {
        Seat seat = seatOf(reader);
        // Who has left may still have something to read.
        if (seat != null) {
            log.info("{} reads slowly in {}: {} skipped", seat.name, name, Words.count(lines, "line"));
            server.publish(new ChatEvent.Skipped(server.now(), name, seat.name, lines));
        }
        return LineText.encodeLine(Greeting.NOTICE + Words.count(lines, "line") + " skipped");
    }

    private @Nullable Seat seatOf(Outbox outbox) {
        synchronized (transcript) {
            return seats.get(outbox);
        }
    }

    /** Guarded by the transcript. */
    private void announce(String text, int members) {
        if (profile().hasNoticesAndUniqueNames && members <= server.options().announceUpTo() && !closed) {
            transcript.append(NOTICE, ByteBuffer.wrap(LineText.encode(text)), null);
        }
    }
}
