package dev.parley.server;

import dev.parley.api.Endpoint;
import dev.parley.api.Room;
import dev.parley.api.Transport;
import dev.parley.spi.Scheduler;
import dev.parley.wire.SegmentPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rooms, and the endpoints through which guests come into them.
 *
 * {@snippet :
 * try (ChatServer server = ChatServer.create(ChatOptions.defaults())) {
 *     server.open(new NioTransport(), new InetSocketAddress(12000));
 *     server.room().join("echo", executor, (name, text) -> System.out.println(name + " says " + text));
 *     Thread.currentThread().join();
 * }
 * }
 *
 * <p>Thread: any, for every method. It owns the endpoints that it opens, and one daemon thread.
 */
public final class ChatServer implements AutoCloseable {
    /** The room that guests come into unless another one is named. */
    public static final String DEFAULT_ROOM = "chatroom";

    private static final Logger log = LoggerFactory.getLogger(ChatServer.class);
    private static final long MAX_IDLE_SEGMENT_BYTES = 64L * 1024 * 1024;

    /** How often the server looks whose time is up, ... */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** ... and after how many looks it lets quiet rooms give memory back. */
    private static final int LOOKS_A_REST = 5;

    /** How long nothing must have been said before a stop, ... */
    private static final Duration QUIET = Duration.ofMillis(50);

    /** ... and how long a stop waits for that where people go on talking. */
    private static final Duration MAX_QUIET_WAIT = Duration.ofMillis(500);

    private final ChatOptions options;
    private final ChatListener listener;
    private final SegmentPool pool = new SegmentPool(MAX_IDLE_SEGMENT_BYTES);
    private final Traffic traffic = new Traffic();
    private final CloseCounts closes = new CloseCounts();
    private final ConcurrentMap<String, ChatRoom> rooms = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final HouseRules rules;
    private final @Nullable Gate gate;
    private final SeldomLog badHeaders;
    private final Moderation moderation;
    private final Scheduler.Repetition housekeeping;
    private final Collection<Endpoint> endpoints = new ConcurrentLinkedQueue<>();

    /** Owned by the housekeeping. */
    private int looksSinceRest;

    /** Guarded by this, and so is adding an endpoint. */
    private boolean stopped;

    private ChatServer(ChatOptions options, ChatListener listener, Scheduler scheduler) {
        this.options = options;
        this.listener = listener;
        this.scheduler = scheduler;
        rules = new HouseRules(options, scheduler);
        Authenticator authenticator = options.access().authenticator();
        gate = authenticator == null ? null : new Gate(authenticator, options.access(), scheduler);
        badHeaders = new SeldomLog(log, scheduler.nanoTime());
        moderation = new Moderation(this, () -> rooms.values().stream());
        housekeeping = scheduler.every(LOOK, this::keepHouse);
    }

    /** A server with one empty room and no endpoint yet. */
    public static ChatServer create(ChatOptions options) {
        return create(options, ChatListener.NONE);
    }

    /** The same, with somebody who hears of what happens. */
    public static ChatServer create(ChatOptions options, ChatListener listener) {
        return create(options, listener, Scheduler.system());
    }

    /** The same, in a time of its own: that of a simulation. */
    public static ChatServer create(ChatOptions options, ChatListener listener, Scheduler scheduler) {
        ChatServer server = new ChatServer(options, listener, scheduler);
        server.room(DEFAULT_ROOM);
        return server;
    }

    /** The room called {@value #DEFAULT_ROOM}. */
    public Room room() {
        return room(DEFAULT_ROOM);
    }

    /**
     * The room of that name, which is opened if there is none yet. A room in which nothing is said holds no memory for lines.
     *
     * @throws IllegalStateException if there are as many rooms as {@link Limits#maxRooms()} lets be
     */
    public Room room(String name) {
        return chatRoom(name);
    }

    /**
     * The same, with a choice of its own for slow readers.
     *
     * @throws IllegalStateException also if there is a room of that name with another choice
     * @throws IllegalArgumentException if the choice does not fit the server's profile
     */
    public Room room(String name, SlowReaders slowReaders) {
        slowReaders.checkFits(options.profile());
        ChatRoom room = openRoom(name, slowReaders);
        if (room.slowReaders() != slowReaders) {
            throw new IllegalStateException(
                    "slow readers of the room " + name + " have " + room.slowReaders() + ", and not " + slowReaders);
        }
        return room;
    }

    /** What each member of that room still has to be sent, in the order of their joining; nobody where there is no such room. */
    public List<Backlog> backlogs(String roomName) {
        ChatRoom room = rooms.get(roomName);
        return room == null ? List.of() : room.backlogs();
    }

    /**
     * Lets guests of {@code transport} into the default room. A server can be open on several transports at once; a room
     * has guests from all of them.
     *
     * @throws IOException if the address cannot be bound; nothing has changed then
     */
    public Endpoint open(Transport transport, InetSocketAddress address) throws IOException {
        return open(transport, address, DEFAULT_ROOM);
    }

    /** Lets guests into the named room. */
    public Endpoint open(Transport transport, InetSocketAddress address, String roomName) throws IOException {
        ChatRoom room = chatRoom(roomName);
        synchronized (this) {
            if (stopped) {
                throw new IllegalStateException("the server has stopped");
            }
            Endpoint endpoint = new ListedEndpoint(
                    transport.open(address, options.transport(), new Door(this, room)), endpoints);
            endpoints.add(endpoint);
            return endpoint;
        }
    }

    /**
     * Stops: frees the ports, takes the lines that have arrived, delivers them to all who accept them within {@code grace},
     * closes every session. Programs in its rooms are told on their executors, and not waited for. Must not be called from a
     * handler or a {@link ChatListener}.
     *
     * @return true if every guest received all that was sent to him; false if some had to be cut off
     */
    public boolean stop(Duration grace) {
        List<Endpoint> opened;
        synchronized (this) {
            stopped = true;
            opened = List.copyOf(endpoints);
        }
        long now = scheduler.nanoTime();
        long deadline = now + grace.toNanos();
        if (opened.stream().anyMatch(endpoint -> endpoint.sessionCount() > 0)) {
            awaitQuiet(Math.min(deadline, now + MAX_QUIET_WAIT.toNanos()));
        }
        // All of them hear their last line before any of them closes a session: guests of one hear those of another.
        opened.forEach(endpoint -> endpoint.stopReading(until(deadline)));
        rooms.values().forEach(ChatRoom::close);
        List<Boolean> delivered = scheduler.together(opened.stream()
                .<Supplier<Boolean>>map(endpoint -> () -> endpoint.stop(until(deadline)))
                .toList());
        housekeeping.close();
        return !delivered.contains(false);
    }

    /** Numbers for whoever watches it. They cost what it takes to look into each room, and nobody waits for it. */
    public ServerStats stats() {
        return new ServerStats(
                rooms.size(),
                sum(ChatRoom::size),
                traffic.lines(),
                traffic.deliveries(),
                closes.now());
    }

    /** Stops with {@link Endpoint#DEFAULT_GRACE}. */
    @Override
    public void close() {
        stop(Endpoint.DEFAULT_GRACE);
    }

    /** For those who may tell guests to leave: the program, and whom it lets do so. */
    public Moderation moderation() {
        return moderation;
    }

    /** Those that hold now. */
    public Limits limits() {
        return rules.limits();
    }

    /**
     * From now on these limits hold. Nobody is sent away for being one too many by them; what a guest may say is reckoned anew from
     * the next time that something of him is read, and from now on for how long he may say nothing.
     */
    public void change(Limits limits) {
        rules.change(limits, () -> rooms.values().stream().flatMap(room -> room.guests().stream()).flatMap(Guest::allowance));
    }

    ChatOptions options() {
        return options;
    }

    Traffic traffic() {
        return traffic;
    }

    CloseCounts closes() {
        return closes;
    }

    /** The time of day, for events. */
    Instant now() {
        return scheduler.instant();
    }

    /** Tells the listener. Thread: any; locks of rooms must not be held. What it throws is no guest's fault. */
    void publish(ChatEvent event) {
        try {
            listener.happened(event);
        } catch (Throwable e) {
            log.error("The listener failed on {}", event, e);
        }
    }

    HouseRules rules() {
        return rules;
    }

    void after(Duration delay, Runnable task) {
        scheduler.after(delay, task);
    }

    /** A proxy did not say where a guest comes from. */
    void badHeader(SocketAddress proxy, String why) {
        badHeaders.warn("A connection from the proxy " + proxy + " had a bad header: " + why, null, scheduler.nanoTime());
    }

    /** Null where nobody is asked for a password. */
    @Nullable Gate gate() {
        return gate;
    }

    /**
     * A line that its sender saw go may still be on its way from one kernel's buffer to the other's, where no read finds it:
     * waits until nothing has been said for a moment.
     */
    private void awaitQuiet(long deadline) {
        long before;
        long now = bytesSaid();
        do {
            before = now;
            scheduler.sleep(QUIET);
            now = bytesSaid();
        } while (now != before && deadline - scheduler.nanoTime() > 0);
    }

    private long bytesSaid() {
        return sum(ChatRoom::bytesSaid);
    }

    private long sum(ToLongFunction<ChatRoom> number) {
        return rooms.values().stream().mapToLong(number).sum();
    }

    private ChatRoom chatRoom(String name) {
        ChatRoom room = rooms.get(name);
        return room != null ? room : openRoom(name, options.slowReaders());
    }

    private ChatRoom openRoom(String name, SlowReaders slowReaders) {
        synchronized (rooms) {
            int most = rules.limits().maxRooms();
            if (Limits.isReached(most, rooms.size()) && !rooms.containsKey(name)) {
                throw new IllegalStateException("there are " + most + " rooms already, which is the limit maxRooms");
            }
            return rooms.computeIfAbsent(name, missing -> new ChatRoom(missing, slowReaders, pool, this));
        }
    }

    private void keepHouse() {
        rules.look();
        rooms.values().forEach(ChatRoom::look);
        if (++looksSinceRest == LOOKS_A_REST) {
            looksSinceRest = 0;
            rooms.values().forEach(ChatRoom::rest);
        }
    }

    private Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - scheduler.nanoTime()));
    }
}
