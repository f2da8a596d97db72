package dev.parley.transport.simulated;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A simulation's time, and what is to happen by the moment at which it is due; what is due at the same moment, in the order
 * of coming. Thread: any may add; whoever runs events is alone.
 */
final class Agenda {

    private record Event(long dueNanos, long number, boolean timer, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    // Guarded by this.
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long eventsSoFar;
    private int activity;

    private volatile long nanos;

    /** The thread that runs an event now. */
    private volatile @Nullable Thread runner;

    long nanos() {
        return nanos;
    }

    /** Puts in something that takes {@code delayNanos}. */
    void add(long delayNanos, Runnable action) {
        add(delayNanos, false, action);
    }

    /** Puts in something that only bounds something else: nobody waits for it who waits until all is quiet. */
    void addTimer(long delayNanos, Runnable action) {
        add(delayNanos, true, action);
    }

    private synchronized void add(long delayNanos, boolean timer, Runnable action) {
        events.add(new Event(nanos + delayNanos, eventsSoFar++, timer, action));
        activity += timer ? 0 : 1;
    }

    /** Whether nothing but timers is to come. */
    synchronized boolean isQuiet() {
        return activity == 0;
    }

    /** Whether it is {@code moment} or later, and all that was due by then has happened. */
    synchronized boolean isPast(long moment) {
        Event next = events.peek();
        return nanos >= moment && (next == null || next.dueNanos > moment);
    }

    boolean isInEvent() {
        return Thread.currentThread() == runner;
    }

    /** Runs the next event that is due by {@code deadline}; false if there is none, and it is {@code deadline} now. */
    boolean runNextUntil(long deadline) {
        Event next = pollUntil(deadline);
        if (next == null) {
            nanos = Math.max(nanos, deadline);
            return false;
        }
        nanos = Math.max(nanos, next.dueNanos);
        runner = Thread.currentThread();
        try {
            next.action.run();
        } finally {
            runner = null;
        }
        return true;
    }

    private synchronized @Nullable Event pollUntil(long deadline) {
        Event next = events.peek();
        if (next == null || next.dueNanos > deadline) {
            return null;
        }
        events.remove();
        activity -= next.timer ? 0 : 1;
        return next;
    }
}
