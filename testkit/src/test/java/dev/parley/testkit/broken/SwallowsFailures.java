package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Goes on with a session whose handler has failed. */
final class SwallowsFailures extends PlainSession {
    SwallowsFailures(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void failed(Throwable failure) {}
}
