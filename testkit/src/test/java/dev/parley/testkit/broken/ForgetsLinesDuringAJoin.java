package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes to nobody else while somebody is coming in, and forgets that it should have. */
final class ForgetsLinesDuringAJoin extends PlainEndpoint {
    private final Set<PlainSession> comingIn = ConcurrentHashMap.newKeySet();

    ForgetsLinesDuringAJoin(PlainTransport.Setup setup) {
        super(setup);
    }

    static final class Session extends PlainSession {
        private final Set<PlainSession> comingIn;

        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
            comingIn = ((ForgetsLinesDuringAJoin) endpoint).comingIn;
            comingIn.add(this);
        }

        @Override
        protected void flush() {
            if (comingIn.isEmpty() || comingIn.contains(this) || reason() != null) {
                super.flush();
            }
        }

        @Override
        public void line(ByteBuffer line) {
            comingIn.remove(this);
            super.line(line);
        }

        @Override
        protected void tellClosed() {
            comingIn.remove(this);
            super.tellClosed();
        }
    }
}
