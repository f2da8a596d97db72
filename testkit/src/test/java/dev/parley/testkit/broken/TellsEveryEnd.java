package dev.parley.testkit.broken;

import dev.parley.api.CloseReason;
import java.io.IOException;
import java.net.Socket;

/** Tells the handler about each end that comes: the guest leaves, and then his socket ends as well. */
final class TellsEveryEnd extends PlainSession {
    TellsEveryEnd(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public void close(CloseReason why) {
        super.close(why);
        endpoint().runSoon(() -> call(this::tellClosed));
    }
}
