package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Waits for everybody to hang up, even for those of whom there are too many already. */
final class WaitsForWhoIsTooMany extends PlainSession {
    WaitsForWhoIsTooMany(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected boolean waitsForTheHangUp() {
        return true;
    }
}
