package dev.parley.testkit.broken;

import dev.parley.wire.LineCutter;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Hands over the beginning of a line that is too long, as if it were the whole. */
final class TruncatesLongLines extends PlainSession {
    TruncatesLongLines(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
        cutter = new LineCutter(Integer.MAX_VALUE / 2);
    }

    @Override
    public void line(ByteBuffer line) {
        int length = Math.min(line.remaining(), endpoint().options().maxLineBytes());
        super.line(line.slice(line.position(), length));
    }
}
