package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;

/** Calls the handler from whichever thread has something to say. */
final class CallsFromTwoThreads extends PlainSession {
    CallsFromTwoThreads(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void call(Runnable call) {
        guard(call);
    }
}
