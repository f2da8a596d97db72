package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Goes over the list of who is here by index. Where somebody leaves it, the one behind him moves up and is passed over, once. */
final class SkipsTheNext extends PlainEndpoint {
    private final List<PlainSession> here = new CopyOnWriteArrayList<>();

    SkipsTheNext(PlainTransport.Setup setup) {
        super(setup);
    }

    @Override
    protected void remove(PlainSession session) {
        int index = here.indexOf(session);
        here.remove(index);
        if (index < here.size()) {
            ((Session) here.get(index)).passedOver.set(true);
        }
        super.remove(session);
    }

    static final class Session extends PlainSession {
        private final AtomicBoolean passedOver = new AtomicBoolean();

        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
            ((SkipsTheNext) endpoint).here.add(this);
        }

        @Override
        protected void flush() {
            if (!passedOver.getAndSet(false)) {
                super.flush();
            }
        }
    }
}
