package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.util.Collections;
import java.util.List;

/** Keeps what it has to write on a stack, where a queue was wanted. */
final class NewestLineFirst extends RearrangesLines {
    NewestLineFirst(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    void rearrange(List<String> lines) {
        Collections.reverse(lines);
    }
}
