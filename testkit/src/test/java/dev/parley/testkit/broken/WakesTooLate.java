package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Writes one turn when asked to, and forgets who asked for another one meanwhile. */
final class WakesTooLate extends PlainSession {
    WakesTooLate(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected boolean writeTurn() throws IOException {
        super.writeTurn();
        return true;
    }

    @Override
    protected boolean rest(int asked) {
        writesAskedFor.set(0);
        return true;
    }
}
