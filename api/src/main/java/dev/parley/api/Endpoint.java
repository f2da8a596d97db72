package dev.parley.api;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** One bound address of a transport. It owns its sessions and its threads. Thread: any, for every method. */
public interface Endpoint extends AutoCloseable {
    /** The grace that {@link #close()} gives. */
    Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /** The bound address, with its real port. It stays readable after the stop. */
    InetSocketAddress address();

    /** How many sockets it holds open for guests now, those that are still being closed included. */
    int sessionCount();

    /** Numbers for whoever watches it, if the transport counts them; they stay readable after the stop. */
    default Optional<EndpointStats> stats() {
        return Optional.empty();
    }

    /**
     * The first half of a stop: frees the port, hands over the lines that have arrived already, then reads no more.
     * Sessions stay open and can be sent to. It returns when no handler is given a line any more, or after
     * {@code atMost}. Whoever stops several endpoints that share rooms calls this on all of them first, so that
     * the last line of one still reaches the guests of another. Calling it again does nothing.
     */
    void stopReading(Duration atMost);

    /**
     * Stops reading, closes every session with {@link CloseReason.Stopped}, and ends all threads of this endpoint. What was
     * sent before is still delivered to guests who take it within {@code grace}. Must not be called from a handler, whose
     * thread it would wait for.
     *
     * @return true if every session received all that was sent to it; false if some had to be cut off
     */
    boolean stop(Duration grace);

    /** Stops with {@link #DEFAULT_GRACE}. */
    @Override
    default void close() {
        stop(DEFAULT_GRACE);
    }
}
