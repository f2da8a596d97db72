package dev.parley.client;

import dev.parley.wire.LineText;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** From the prompt to the welcome, with a name that is known beforehand. Thread: the one that connects. */
final class Handshake {
    private final ChatConnection connection;
    private final String name;
    private boolean nameSent;
    private @Nullable String notice;

    Handshake(ChatConnection connection, String name) {
        this.connection = connection;
        this.name = LineText.clean(name);
    }

    /** Returns when welcomed. Fails as {@link ChatClient#connect} does. */
    void await(Deadline deadline) throws IOException {
        boolean welcomed = false;
        while (!welcomed) {
            switch (connection.next(deadline)) {
                case ServerEvent.Prompt _ -> answer();
                case ServerEvent.Line(String text) -> notice = ChatLine.parse(text).text();
                case ServerEvent.LineTooLong _ -> {}
                case ServerEvent.Welcome _ -> welcomed = true;
                case null -> throw closedByServer();
            }
        }
    }

    private void answer() throws IOException {
        if (nameSent) {
            throw new NameRefusedException(name, notice);
        }
        // The name goes out alone and only now: the classic server takes whatever one read brings for the name.
        connection.send(name);
        nameSent = true;
        notice = null;
    }

    private EOFException closedByServer() {
        String lastWords = notice == null ? "" : ": " + notice;
        return new EOFException("The server closed the connection before the welcome" + lastWords);
    }
}
