package dev.parley.testkit.broken;

import dev.parley.wire.LineCutter;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Has one line cutter for all guests, which saves memory. It is used by one at a time. */
final class SharesACutter extends PlainEndpoint {
    private final LineCutter shared;

    SharesACutter(PlainTransport.Setup setup) {
        super(setup);
        shared = new LineCutter(setup.options().maxLineBytes());
    }

    static final class Session extends PlainSession {
        private final LineCutter shared;

        Session(PlainEndpoint endpoint, Socket socket) throws IOException {
            super(endpoint, socket);
            shared = ((SharesACutter) endpoint).shared;
            cutter = shared;
        }

        @Override
        protected void hear(ByteBuffer read) {
            synchronized (shared) {
                super.hear(read);
            }
        }
    }
}
