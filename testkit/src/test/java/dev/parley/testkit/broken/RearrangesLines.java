package dev.parley.testkit.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Gives what it writes at once another order, if that is nothing but lines of guests. */
abstract class RearrangesLines extends PlainSession {
    RearrangesLines(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    /** {@code lines} may be changed. */
    abstract void rearrange(List<String> lines);

    @Override
    protected int writeBytes(ByteBuffer source) throws IOException {
        String text = UTF_8.decode(source.duplicate()).toString();
        if (!text.startsWith("<") || !text.endsWith("\n")) {
            return super.writeBytes(source);
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        rearrange(lines);
        source.position(source.limit());
        return super.writeBytes(UTF_8.encode(String.join("\n", lines) + "\n"));
    }
}
