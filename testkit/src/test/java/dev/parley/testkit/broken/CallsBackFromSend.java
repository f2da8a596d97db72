package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Executor;

/** Notices on the stack of whoever sends that the guest has fallen behind, and tells it right there. */
final class CallsBackFromSend extends PlainEndpoint {
    CallsBackFromSend(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected Executor courier() {
        return Runnable::run;
    }

    static final class Session extends PlainSession {
        private volatile boolean behind;

        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
        }

        @Override
        protected void fellBehind() {
            behind = true;
            super.fellBehind();
        }

        @Override
        protected void tellSoon() {
            if (behind) {
                tellAndCount();
            } else {
                super.tellSoon();
            }
        }
    }
}
