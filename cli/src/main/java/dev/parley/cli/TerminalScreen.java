package dev.parley.cli;

import dev.parley.client.ChatConnection;
import dev.parley.client.ChatLine;
import dev.parley.client.ServerEvent;
import dev.parley.wire.Greeting;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Shows what arrives above the line that is being typed: names in their colours, notices dimmed. */
final class TerminalScreen implements Screen {
    private static final AttributedStyle DIMMED = AttributedStyle.DEFAULT.faint();

    private final LineReader reader;

    TerminalScreen(LineReader reader) {
        this.reader = reader;
    }

    @Override
    public void show(ServerEvent event) {
        switch (event) {
            // It stands before the line that is being typed.
            case ServerEvent.Prompt _, ServerEvent.PasswordPrompt _ -> {}
            case ServerEvent.Welcome _ -> print(new AttributedString(Greeting.WELCOME, DIMMED));
            case ServerEvent.Line(String text) -> print(styled(ChatLine.parse(text)));
            case ServerEvent.LineTooLong _ ->
                print(new AttributedString(
                        "(a line of more than " + ChatConnection.MAX_LINE_BYTES + " bytes was left out)", DIMMED));
        }
    }

    private static AttributedString styled(ChatLine line) {
        return switch (line) {
            case ChatLine.Said(String name, String text) ->
                new AttributedStringBuilder()
                        .styled(NameColours.styleOf(name), '<' + name + '>')
                        .append(' ')
                        .append(text)
                        .toAttributedString();
            case ChatLine.Notice(String text) -> new AttributedString(Greeting.NOTICE + text, DIMMED);
            case ChatLine.Other(String text) -> new AttributedString(text);
        };
    }

    private void print(AttributedString line) {
        // The only call of a reader that another thread may make while a line is being typed.
        reader.printAbove(line);
    }
}
