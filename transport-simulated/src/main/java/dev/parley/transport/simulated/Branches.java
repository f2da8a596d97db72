package dev.parley.transport.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            return agenda.nanos() >= deadline || condition.getAsBoolean();
        }

        void give() {
            waiters.remove(this);
            hasTurn = true;
            turn.signal();
        }

        void awaitTurn() {
            while (!hasTurn) {
                turn.awaitUninterruptibly();
            }
        }
    }

    private final Agenda agenda;
    private final Dice dice;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final List<Waiter> waiters = new ArrayList<>();

    /** What an event threw while a branch that was done let it happen: somebody else has to say so. */
    private @Nullable Throwable failure;

    Branches(Agenda agenda, Dice dice) {
        this.agenda = agenda;
        this.dice = dice;
    }

    /** Waits on behalf of the thread that runs. True if the condition holds in the end. */
    boolean await(BooleanSupplier condition, long deadline) {
        lock.lock();
        try {
            Waiter me = new Waiter(condition, deadline);
            waiters.add(me);
            try {
                giveTurn();
            } catch (RuntimeException | Error e) {
                waiters.remove(me);
                throw e;
            }
            me.awaitTurn();
            rethrow();
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
            beginning.awaitTurn();
        } finally {
            lock.unlock();
        }
        task.run();
        lock.lock();
        try {
            giveTurn();
        } catch (RuntimeException | Error e) {
            failure = e;
            waiters.getFirst().give();
        } finally {
            lock.unlock();
        }
    }

    /** Lets things happen until somebody can go on, who is given the turn. */
    private void giveTurn() {
        for (; ; ) {
            List<Waiter> ready = waiters.stream().filter(Waiter::canGoOn).toList();
            if (!ready.isEmpty()) {
                ready.get(dice.below(ready.size())).give();
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted in a simulation");
            }
            agenda.runNextUntil(waiters.stream().mapToLong(waiter -> waiter.deadline).min().orElseThrow());
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("an event failed", thrown);
        }
    }
}
