package dev.parley.testkit.broken;

import dev.parley.wire.LineCutter;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Measures a line when it is complete, and holds all of it until then. */
final class HoldsLongLines extends PlainSession {
    HoldsLongLines(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
        cutter = new LineCutter(Integer.MAX_VALUE / 2);
    }

    @Override
    public void line(ByteBuffer line) {
        if (line.remaining() > endpoint().options().maxLineBytes()) {
            tooLong();
        } else {
            super.line(line);
        }
    }
}
