package dev.parley.transport.simulated;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Something that was {@linkplain Simulation#fork forked}. Thread: the one that forked it, or another branch. */
public interface Branch<T> {
    boolean isDone();

    /**
     * Waits until it is done, and returns its result.
     *
     * @param atMost in the simulation's time
     * @throws ExecutionException with what it threw
     */
    T join(Duration atMost) throws ExecutionException, TimeoutException;
}
