package dev.parley.transport.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one simulation, of which exactly one runs at any time: coroutines. A thread that waits either lets the next
 * event happen or, if another one can go on, hands over to it; which one is drawn from the seed.
 *
 * <pre>
 *   waiting: whose condition is true, or whose time is over?
 *              mine        I go on
 *              another's   he goes on, and I sleep until somebody hands back to me
 *              nobody's    the next event happens, or time jumps to the first deadline; look again
 * </pre>
 *
 * <p>An event that throws, or an interruption, fails the test, whichever thread let it happen: what a branch threw may never
 * be looked at.
 */
final class Branches {

    /** A thread that waits. Its fields are guarded by the lock. */
    private final class Waiter {
        private final BooleanSupplier condition;
        private final long deadline;
        private final Condition turn = lock.newCondition();
        private boolean hasTurn;

        Waiter(BooleanSupplier condition, long deadline) {
            this.condition = condition;
            this.deadline = deadline;
        }

        boolean canGoOn() {
            return closed || failure != null || agenda.isPast(deadline) || condition.getAsBoolean();
        }

        void give() {
            waiters.remove(this);
            hasTurn = true;
            turn.signal();
        }

        void awaitTurn() {
            boolean interrupted = false;
            while (!hasTurn) {
                try {
                    turn.await();
                } catch (InterruptedException e) {
                    // Somebody else runs, so this one has to sleep on until he waits.
                    interrupted = true;
                    failure = interruption();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final Agenda agenda;
    private final Dice dice;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final List<Waiter> waiters = new ArrayList<>();

    private final Set<Thread> forked = new HashSet<>();

    /** What an event or a condition threw. Whoever waits fails with it, up to and including the test. */
    private @Nullable Throwable failure;

    private boolean closed;

    Branches(Agenda agenda, Dice dice) {
        this.agenda = agenda;
        this.dice = dice;
    }

    /** Waits on behalf of the thread that runs. True if the condition holds in the end. */
    boolean await(BooleanSupplier condition, long deadline) {
        if (agenda.isInEvent()) {
            throw new IllegalStateException("an event cannot wait: it would hold up the whole simulation");
        }
        lock.lock();
        try {
            Waiter me = new Waiter(condition, deadline);
            waiters.add(me);
            giveTurn();
            me.awaitTurn();
            rethrow();
            if (closed && forked.contains(Thread.currentThread())) {
                throw new IllegalStateException("the simulation is closed");
            }
            return condition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    <T> Branch<T> fork(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        lock.lock();
        try {
            Waiter beginning = new Waiter(() -> true, Long.MAX_VALUE);
            waiters.add(beginning);
            Thread.ofVirtual().name("simulated-branch").start(() -> run(task, beginning));
        } finally {
            lock.unlock();
        }
        return new Branch<>() {
            @Override
            public boolean isDone() {
                return task.isDone();
            }

            @Override
            public T join(Duration atMost) throws ExecutionException, TimeoutException {
                if (!await(task::isDone, agenda.nanos() + atMost.toNanos())) {
                    throw new TimeoutException("it takes more than " + atMost);
                }
                return resultOf(task);
            }
        };
    }

    /** Ends all branches: whichever waits, or begins to, fails. */
    void close() {
        lock.lock();
        try {
            closed = true;
            while (!waiters.isEmpty()) {
                await(() -> true, Long.MAX_VALUE);
            }
        } finally {
            lock.unlock();
        }
    }

    private static <T> T resultOf(FutureTask<T> done) throws ExecutionException {
        try {
            return done.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted in a simulation", e);
        }
    }

    private void run(FutureTask<?> task, Waiter beginning) {
        lock.lock();
        try {
            forked.add(Thread.currentThread());
            beginning.awaitTurn();
        } finally {
            lock.unlock();
        }
        task.run();
        lock.lock();
        try {
            forked.remove(Thread.currentThread());
            giveTurn();
        } finally {
            lock.unlock();
        }
    }

    /** Lets things happen until somebody can go on, who is given the turn. */
    private void giveTurn() {
        for (; ; ) {
            List<Waiter> ready = ready();
            if (!ready.isEmpty()) {
                ready.get(dice.below(ready.size())).give();
                return;
            }
            letSomethingHappen();
        }
    }

    private List<Waiter> ready() {
        try {
            return waiters.stream().filter(Waiter::canGoOn).toList();
        } catch (RuntimeException | Error e) {
            failure = e;
            return List.copyOf(waiters);
        }
    }

    private void letSomethingHappen() {
        if (Thread.currentThread().isInterrupted()) {
            failure = interruption();
            return;
        }
        try {
            agenda.runNextUntil(waiters.stream().mapToLong(waiter -> waiter.deadline).min().orElseThrow());
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (thrown == null) {
            return;
        }
        if (!forked.contains(Thread.currentThread())) {
            failure = null;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private static IllegalStateException interruption() {
        return new IllegalStateException("interrupted in a simulation");
    }
}
