package dev.parley.server;

import dev.parley.api.RoomListener;
import dev.parley.wire.ByteSink;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineCutter;
import dev.parley.wire.LineText;
import java.nio.ByteBuffer;

/** Where a socket would be: takes the bytes of an outbox, and tells a listener what they say. */
final class ListenerChannel implements ByteSink {
    private static final int NO_LIMIT = 1 << 30;

    private final RoomListener listener;
    private final LineCutter cutter = new LineCutter(NO_LIMIT);
    private final LineCutter.Sink lines = new LineCutter.Sink() {
        @Override
        public void line(ByteBuffer line) {
            tell(LineText.decode(line));
        }

        @Override
        public void tooLong() {
            throw new IllegalStateException("no line in a room is that long");
        }
    };

    ListenerChannel(RoomListener listener) {
        this.listener = listener;
    }

    @Override
    public int write(ByteBuffer source) {
        int bytes = source.remaining();
        cutter.cut(ByteBuffer.allocate(bytes).put(source).flip(), lines);
        return bytes;
    }

    private void tell(String line) {
        int nameEnds = line.indexOf("> ");
        if (line.startsWith("<") && nameEnds > 0) {
            listener.said(line.substring(1, nameEnds), line.substring(nameEnds + 2));
        } else if (line.startsWith(Greeting.NOTICE)) {
            listener.notice(line.substring(Greeting.NOTICE.length()));
        }
    }
}
