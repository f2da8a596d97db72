package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Ends the session of a handler that fails, and lets nobody in any more. */
final class FailureEndsAccepting extends PlainSession {
    FailureEndsAccepting(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void failed(Throwable failure) {
        super.failed(failure);
        endpoint().stopAccepting();
    }
}
