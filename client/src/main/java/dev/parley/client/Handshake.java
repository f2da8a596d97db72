package dev.parley.client;

import dev.parley.wire.LineText;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** From the prompt to the welcome, with a name and perhaps a password that are known beforehand. Thread: the one that connects. */
final class Handshake {
    private final ChatConnection connection;
    private final String name;
    private final @Nullable String password;
    private boolean nameSent;
    private @Nullable String notice;

    Handshake(ChatConnection connection, String name, @Nullable String password) {
        this.connection = connection;
        this.name = LineText.clean(name);
        this.password = password == null ? null : LineText.clean(password);
    }

    /** Returns when welcomed. Fails as {@link ChatClient#connect} does. */
    void await(Deadline deadline) throws IOException {
        boolean welcomed = false;
        while (!welcomed) {
            switch (connection.next(deadline)) {
                case ServerEvent.Prompt _ -> answer();
                case ServerEvent.PasswordPrompt _ -> answerWithPassword();
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

    /** A wrong one is answered by the prompt for the name. */
    private void answerWithPassword() throws IOException {
        if (password == null) {
            throw new NameRefusedException(name, "It needs a password.");
        }
        connection.send(password);
    }

    private EOFException closedByServer() {
        String lastWords = notice == null ? "" : ": " + notice;
        return new EOFException("The server closed the connection before the welcome" + lastWords);
    }
}
