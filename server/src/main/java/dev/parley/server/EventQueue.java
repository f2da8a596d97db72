package dev.parley.server;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events to somebody slow, on a daemon thread of its own: no guest waits for him. If more wait than fit, the newest are
 * dropped, and he is told how many in their place: {@link ChatEvent.Lost}. Thread: any.
 */
public final class EventQueue implements ChatListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(1);

    private final int maxEventsWaiting;
    private final Consumer<List<ChatEvent>> slow;
    private final Thread courier;

    // Guarded by this.
    private List<ChatEvent> waiting = new ArrayList<>();
    private ChatEvent.@Nullable Lost lost;
    private boolean closed;

    /**
     * @param maxEventsWaiting how many are kept for him at most; at least 1
     * @param slow gets all that wait, in order, and may block. What it throws is logged, and the next ones come
     */
    public EventQueue(int maxEventsWaiting, Consumer<List<ChatEvent>> slow) {
        if (maxEventsWaiting < 1) {
            throw new IllegalArgumentException("maxEventsWaiting must be at least 1, not " + maxEventsWaiting);
        }
        this.maxEventsWaiting = maxEventsWaiting;
        this.slow = slow;
        courier = Thread.ofPlatform().daemon().name("parley-events").start(this::deliver);
    }

    /** Never blocks. After the close it does nothing. */
    @Override
    public synchronized void happened(ChatEvent event) {
        if (closed) {
            return;
        }
        if (waiting.size() >= maxEventsWaiting) {
            lost = ChatEvent.Lost.another(lost, event);
            return;
        }
        confessLoss();
        waiting.add(event);
        notifyAll();
    }

    /** Takes no more, and waits until what was taken is delivered, but no longer than a second. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Uninterruptibles.joinUninterruptibly(courier, LAST_EVENTS);
    }

    private void deliver() {
        for (List<ChatEvent> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                slow.accept(batch);
            } catch (RuntimeException | Error e) {
                log.error("{} events were not taken", batch.size(), e);
            }
        }
    }

    /** Waits for events; empty once it is closed and there are no more. */
    private synchronized List<ChatEvent> next() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        confessLoss();
        List<ChatEvent> batch = waiting;
        waiting = new ArrayList<>();
        return batch;
    }

    /** Guarded by this. */
    private void confessLoss() {
        if (lost != null) {
            waiting.add(lost);
            lost = null;
        }
    }
}
