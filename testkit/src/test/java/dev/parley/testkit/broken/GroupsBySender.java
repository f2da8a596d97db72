package dev.parley.testkit.broken;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** Puts the lines that one guest has waiting together by who said them, which is easier to read. */
final class GroupsBySender extends RearrangesLines {
    GroupsBySender(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    void rearrange(List<String> lines) {
        lines.sort(comparing(line -> line.substring(0, line.indexOf('>') + 1)));
    }
}
