package dev.parley.api;

import java.time.Duration;

/**
 * What can be set on a transport.
 *
 * @param backlog how many connections the kernel may hold before they are accepted; at least 1
 * @param loops how many event loops run; 0 leaves it to the transport. A transport without loops refuses any other number
 * @param maxLineBytes the longest line a guest may send, in bytes, its terminator not counted; at least 16
 * @param maxOutboxBytes how much a session may have waiting beside its room's lines, in bytes: private lines, and 48 bytes
 *     for each place where it leaves something out; at least 1024
 * @param sendBufferBytes the kernel's send buffer a socket ({@code SO_SNDBUF}); at least 1024. It is a copy for each guest, so
 *     it bounds what a slow one costs
 * @param closeTimeout how long a closed session may take to receive what was sent before; more than zero
 * @param holdWarning how long a handler may hold a thread of the transport before the log names it, with its stack; zero: it never
 *     does
 */
public record TransportOptions(
        int backlog,
        int loops,
        int maxLineBytes,
        int maxOutboxBytes,
        int sendBufferBytes,
        Duration closeTimeout,
        Duration holdWarning) {

    public TransportOptions {
        atLeast(1, backlog, "backlog");
        atLeast(0, loops, "loops");
        atLeast(16, maxLineBytes, "maxLineBytes");
        atLeast(1024, maxOutboxBytes, "maxOutboxBytes");
        atLeast(1024, sendBufferBytes, "sendBufferBytes");
        if (!closeTimeout.isPositive()) {
            throw new IllegalArgumentException("closeTimeout must be more than zero, not " + closeTimeout);
        }
        if (holdWarning.isNegative()) {
            throw new IllegalArgumentException("holdWarning must be at least zero, not " + holdWarning);
        }
    }

    /**
     * Backlog 1024, loops as the transport likes, lines of 4096 bytes, 256 KiB outbox, 128 KiB send buffer, 5 seconds to close,
     * a warning after a second.
     */
    public static TransportOptions defaults() {
        return new TransportOptions(1024, 0, 4096, 256 * 1024, 128 * 1024, Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    public TransportOptions withLoops(int loops) {
        return new TransportOptions(
                backlog, loops, maxLineBytes, maxOutboxBytes, sendBufferBytes, closeTimeout, holdWarning);
    }

    public TransportOptions withMaxLineBytes(int maxLineBytes) {
        return new TransportOptions(
                backlog, loops, maxLineBytes, maxOutboxBytes, sendBufferBytes, closeTimeout, holdWarning);
    }

    public TransportOptions withMaxOutboxBytes(int maxOutboxBytes) {
        return new TransportOptions(
                backlog, loops, maxLineBytes, maxOutboxBytes, sendBufferBytes, closeTimeout, holdWarning);
    }

    public TransportOptions withSendBufferBytes(int sendBufferBytes) {
        return new TransportOptions(
                backlog, loops, maxLineBytes, maxOutboxBytes, sendBufferBytes, closeTimeout, holdWarning);
    }

    public TransportOptions withCloseTimeout(Duration closeTimeout) {
        return new TransportOptions(
                backlog, loops, maxLineBytes, maxOutboxBytes, sendBufferBytes, closeTimeout, holdWarning);
    }

    public TransportOptions withHoldWarning(Duration holdWarning) {
        return new TransportOptions(
                backlog, loops, maxLineBytes, maxOutboxBytes, sendBufferBytes, closeTimeout, holdWarning);
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }
}
