package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads on when it was resumed as often as it was paused. */
final class CountsPauses extends PlainSession {
    private final AtomicInteger pauses = new AtomicInteger();

    CountsPauses(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public void pauseReading() {
        pauses.incrementAndGet();
        super.pauseReading();
    }

    @Override
    public void resumeReading() {
        if (pauses.decrementAndGet() == 0) {
            super.resumeReading();
        }
    }
}
