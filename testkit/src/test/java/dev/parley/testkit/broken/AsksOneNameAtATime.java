package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** Lets the next guest in when the one before him has said his name: where the classic chat asked, too. */
final class AsksOneNameAtATime extends PlainEndpoint {
    AsksOneNameAtATime(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected void letIn(PlainSession session) {
        super.letIn(session);
        try {
            ((Session) session).answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static final class Session extends PlainSession {
        private final CountDownLatch answered = new CountDownLatch(1);

        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
        }

        @Override
        public void line(ByteBuffer line) {
            answered.countDown();
            super.line(line);
        }

        @Override
        protected void tellClosed() {
            answered.countDown();
            super.tellClosed();
        }
    }
}
