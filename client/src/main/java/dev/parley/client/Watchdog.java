package dev.parley.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Closes a socket at a deadline, unless it is called off. A socket's own timeout counts from byte to byte: a server who sends one
 * now and then could hold a reader for ever.
 */
final class Watchdog implements AutoCloseable {
    private final Thread thread;

    Watchdog(Closeable socket, Deadline deadline) throws SocketTimeoutException {
        // Those are whole ones, rounded down: whoever is bitten is to find the deadline over.
        Duration left = Duration.ofMillis(deadline.millisLeft() + 1L);
        thread = Thread.ofVirtual().name("parley-client watchdog").start(() -> bite(socket, left));
    }

    private static void bite(Closeable socket, Duration left) {
        try {
            Thread.sleep(left);
            socket.close();
        } catch (InterruptedException | IOException e) {
            // Called off; or it was closed all the same.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
