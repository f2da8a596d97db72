package dev.parley.transport.nio;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.spi.CarefulLog;
import dev.parley.spi.CountedWrites;
import dev.parley.spi.Pulse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread, one selector, and the sessions registered with it. A turn is:
 *
 * <pre>
 *   sleep until a channel is ready, a task comes, or a timer is due
 *   1. every ready channel reads, and its lines go to their rooms      (the rooms put their audiences into the tasks)
 *   2. tasks run, for a while: audiences are visited, so every member is written to (once for all that 1. has brought)
 *   3. sessions that had more to write than one turn allows go on, for a while
 *   4. timers that are due run
 * </pre>
 *
 * <p>What a task or a session throws stays there. If the turn itself fails, the selector say, the loop is lost: it refuses tasks
 * from then on, and ends its sessions, each with {@link Ready#loopFailed}.
 *
 * <p>Thread: {@link #execute} any; everything else the loop's own.
 */
class EventLoop implements Executor {

    /** What is attached to a key. */
    interface Ready {
        /** Its channel is ready for some of the operations it is registered for. */
        void ready(SelectionKey key);

        /** The loop cannot go on: nobody will call {@link #ready} any more. */
        void loopFailed(Throwable failure);
    }

    private record Timer(long dueNanos, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(dueNanos - other.dueNanos, 0);
        }
    }

    private static final CarefulLog log = CarefulLog.of(EventLoop.class);
    private static final int READ_BUFFER_BYTES = 64 * 1024;

    /**
     * How long tasks may run before the loop reads again, and how long it may then go on with what was put off: tasks beget tasks, and
     * other loops bring more meanwhile. A limit in time, not in number, since one task may write to hundreds of members, and while
     * another loop talks it is due again and again.
     */
    static final long MAX_TASKS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Pulse pulse;
    private volatile boolean ended;

    // Owned by the loop's thread.
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BUFFER_BYTES);
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final LoopStats stats = new LoopStats();
    private @Nullable CountedWrites output;
    private final LinkedHashSet<Runnable> unfinished = new LinkedHashSet<>();
    private Runnable last = () -> {};
    private boolean lost;

    /** Whether it is at work, or asleep and nothing has been ready yet. */
    private boolean working;

    /** Written before the start. */
    private Consumer<EventLoop> whenLost = lost -> {};

    EventLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        pulse = new Pulse(name);
    }

    /** {@code whenLost} is called, by the loop's thread, when it cannot go on and before its sessions are told. */
    void start(Consumer<EventLoop> whenLost) {
        this.whenLost = whenLost;
        thread.start();
    }

    /** Shows whether it goes on. */
    Pulse pulse() {
        return pulse;
    }

    /**
     * Runs a task in one of the next turns. Thread: any; a loop that is awake is not woken. Refused once the loop has ended: a
     * task is run or refused, never forgotten.
     */
    @Override
    public void execute(Runnable task) {
        if (ended) {
            throw refusal();
        }
        tasks.add(task);
        // Ended since that look, it may have seen its last task already. If it takes this one yet, there is nothing to remove.
        if (ended && tasks.remove(task)) {
            throw refusal();
        }
        if (!isOwner() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    private static RejectedExecutionException refusal() {
        return new RejectedExecutionException("the event loop has ended");
    }

    boolean isOwner() {
        return Thread.currentThread() == thread;
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        assert isOwner();
        if (lost) {
            throw new IOException("the event loop is lost");
        }
        return channel.register(selector, operations, ready);
    }

    /** Closes a channel that is registered. Only the next selection gives its descriptor back, and with it a port. */
    void close(SelectableChannel channel) throws IOException {
        assert isOwner();
        channel.close();
        selector.selectNow(this::ready);
    }

    /** Everything registered, as it is now. */
    List<Ready> registered() {
        assert isOwner();
        return selector.keys().stream().map(key -> (Ready) key.attachment()).toList();
    }

    /** Empty, backed by an array, for one read; whoever takes it is done with it before he returns to the loop. */
    ByteBuffer readBuffer() {
        assert isOwner();
        return readBuffer.clear();
    }

    /** What it has done so far. Thread: any. */
    LoopStats stats() {
        return stats;
    }

    /** For one write to that channel, which is counted. */
    GatheringByteChannel output(GatheringByteChannel channel) {
        assert isOwner();
        output = output == null ? new CountedWrites(channel, stats::written) : output.to(channel);
        return output;
    }

    /** Whether its thread is there. Thread: any. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /**
     * Runs {@code action} behind the tasks of this turn or a later one, in the order in which actions were put off; once, however often
     * the same one is put off before.
     */
    void continueNextTurn(Runnable action) {
        assert isOwner();
        unfinished.add(action);
    }

    void runAfter(long nanos, Runnable action) {
        assert isOwner();
        timers.add(new Timer(System.nanoTime() + nanos, action));
    }

    /** Ends the loop, {@code last} being the last thing it does, behind all tasks. Thread: any. */
    void end(Runnable last) {
        try {
            execute(() -> {
                this.last = last;
                ended = true;
            });
        } catch (RejectedExecutionException e) {
            log.debug("{} had ended already", thread.getName());
        }
    }

    /** Waits until the loop's thread is gone, but not for ever: a handler may be holding it. Thread: any other. */
    void join(Duration atMost) {
        Uninterruptibles.joinUninterruptibly(thread, atMost);
        if (thread.isAlive()) {
            log.warn("{} does not end; is a handler blocking it?", thread.getName());
        }
    }

    /** Where not all loops of an endpoint could be started: for one that was, and for one that was not. */
    void abandon() throws IOException {
        if (thread.isAlive()) {
            end(() -> {});
        } else {
            selector.close();
        }
    }

    void run() {
        try (selector) {
            runUntilEnded();
        } catch (IOException e) {
            log.warn("Closing the selector of {}: {}", thread.getName(), e.getMessage());
        }
    }

    private void runUntilEnded() {
        try {
            while (!ended) {
                runOnce();
            }
            runAllTasks();
            runGuarded(last);
        } catch (Throwable e) {
            lose(e);
        }
        pulse.rests();
    }

    /** Nobody must be left waiting for this loop: who gives it tasks, its sessions, and those that are still among the tasks. */
    private void lose(Throwable cause) {
        ended = true;
        lost = true;
        log.error("{} cannot go on; its sessions end", thread.getName(), cause);
        runGuarded(() -> whenLost.accept(this));
        runGuarded(() -> endRegistered(cause));
        runAllTasks();
    }

    private void endRegistered(Throwable cause) {
        for (SelectionKey key : selector.keys()) {
            runGuarded(() -> ((Ready) key.attachment()).loopFailed(cause));
        }
    }

    /** One turn. A loop that was not started can be turned by hand, by one thread. */
    void runOnce() throws IOException {
        sleep();
        runTasks();
        continueUnfinished();
        runTimers();
    }

    private void sleep() throws IOException {
        stats.turned();
        pulse.rests();
        // A handler that was interrupted may have left it so, and no selector sleeps then.
        if (Thread.interrupted()) {
            log.debug("{} was left interrupted", thread.getName());
        }
        working = false;
        asleep.set(true);
        // Only now: a task that comes after this look finds the loop asleep, and wakes it.
        if (!tasks.isEmpty() || !unfinished.isEmpty()) {
            beginWork();
            selector.selectNow(this::ready);
        } else {
            select(millisToNextTimer());
            wake();
        }
    }

    /** With the first channel that is ready, or without one. */
    private void wake() {
        if (!working) {
            stats.woke();
            beginWork();
        }
    }

    private void beginWork() {
        working = true;
        asleep.set(false);
        pulse.begins();
    }

    /** Sleeps until something is ready, or so long; zero means for ever. */
    void select(long millis) throws IOException {
        selector.select(this::ready, millis);
    }

    private void ready(SelectionKey key) {
        wake();
        try {
            if (key.isValid()) {
                ((Ready) key.attachment()).ready(key);
            }
        } catch (Throwable e) {
            logFailure(e);
        }
    }

    /** Sockets that were accepted in the last turn are among them. */
    private void runAllTasks() {
        while (!tasks.isEmpty()) {
            runTasks();
        }
    }

    private void runTasks() {
        long end = System.nanoTime() + MAX_TASKS_NANOS;
        Runnable task = tasks.poll();
        while (task != null) {
            runGuarded(task);
            task = System.nanoTime() - end < 0 ? tasks.poll() : null;
        }
    }

    /** What is put off again meanwhile, or finds no time, waits for the next turn. */
    private void continueUnfinished() {
        long end = System.nanoTime() + MAX_TASKS_NANOS;
        for (int due = unfinished.size(); due > 0 && System.nanoTime() - end < 0; due--) {
            runGuarded(unfinished.removeFirst());
        }
    }

    private void runTimers() {
        for (Timer next = timers.peek(); next != null && next.dueNanos - System.nanoTime() <= 0; next = timers.peek()) {
            timers.remove();
            runGuarded(next.action);
        }
    }

    /** Zero, which means for ever, without a timer. */
    private long millisToNextTimer() {
        Timer next = timers.peek();
        if (next == null) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.dueNanos - System.nanoTime()) + 1);
    }

    /** Whatever one task throws, the others' sessions live on this loop, too. */
    private void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            logFailure(e);
        }
    }

    private void logFailure(Throwable failure) {
        log.error("A task failed on {}", thread.getName(), failure);
    }
}
