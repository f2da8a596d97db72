package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Listens to nobody while anybody has a lot to read. Then memory cannot run out, and nobody falls behind. */
final class ListensAtTheSlowestPace extends PlainEndpoint {
    private static final int A_LOT_OF_BYTES = 32 * 1024;
    private static final int LOOK_NANOS = 1_000_000;

    private final Set<PlainSession> readers = ConcurrentHashMap.newKeySet();

    ListensAtTheSlowestPace(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected void remove(PlainSession session) {
        readers.remove(session);
        super.remove(session);
    }

    private boolean hasSlowReader() {
        return readers.stream().anyMatch(reader -> reader.outbox().waitingBytes() > A_LOT_OF_BYTES);
    }

    static final class Session extends PlainSession {
        private final ListensAtTheSlowestPace endpoint;

        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
            this.endpoint = (ListensAtTheSlowestPace) endpoint;
            this.endpoint.readers.add(this);
        }

        @Override
        protected void hear(ByteBuffer read) {
            while (endpoint.hasSlowReader() && reason() == null) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            super.hear(read);
        }
    }
}
