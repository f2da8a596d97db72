package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Waits for the end of a pause that nobody will end any more, and so never sees that the guest has hung up. */
final class StaysPausedWhenClosed extends PlainSession {
    private volatile boolean paused;

    StaysPausedWhenClosed(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public void pauseReading() {
        paused = true;
        super.pauseReading();
    }

    @Override
    public void resumeReading() {
        paused = false;
        super.resumeReading();
    }

    @Override
    protected boolean isPaused() {
        return paused;
    }
}
