package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Is patient with guests who read slowly, also with those who can never catch up. */
final class KeepsWhoFellBehind extends PlainSession {
    KeepsWhoFellBehind(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void fellBehind() {}
}
