package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineText;
import java.nio.ByteBuffer;
import java.util.List;

/** A guest of the {@link Profile#STANDARD} profile: clean lines, commands, and notices. */
final class StandardGuest extends Guest {
    private static final int MAX_NAMES_SHOWN = 100;
    private static final int MAX_COMMAND_SHOWN = 32;

    private final int maxLineBytes;

    StandardGuest(Session session, ChatRoom room, ChatServer server) {
        super(session, room, server);
        maxLineBytes = server.options().transport().maxLineBytes();
    }

    @Override
    byte[] welcome() {
        return LineText.encodeLine(Greeting.WELCOME);
    }

    @Override
    void refuse(String why) {
        tell(why);
        prompt();
    }

    @Override
    void said(Seat seat, ByteBuffer line) {
        ByteBuffer clean = LineText.clean(line);
        if (!clean.hasRemaining()) {
            return;
        }
        if (clean.get(clean.position()) != '/') {
            relay(seat, clean);
        } else if (clean.remaining() > 1 && clean.get(clean.position() + 1) == '/') {
            // Two of them say one.
            relay(seat, clean.position(clean.position() + 1));
        } else {
            obey(LineText.decode(clean).stripTrailing());
        }
    }

    @Override
    void explain(String why) {
        tell(why);
    }

    @Override
    void saidTooMuch(boolean asked) {
        tell("That line has more than " + maxLineBytes + " bytes. It was not sent.");
        limitHit("lines of " + maxLineBytes + " bytes", "the line was not sent");
        if (asked) {
            prompt();
        }
    }

    private void obey(String command) {
        switch (command) {
            case "/help" -> help();
            case "/who" -> who();
            case "/quit" -> quit();
            default -> obeyOther(command);
        }
    }

    /** Whoever is no operator does not learn that there are commands for them. */
    private void obeyOther(String command) {
        List<String> answers = obeyAsOperator(command);
        if (answers == null) {
            tell("There is no command " + shorten(command) + ". Try /help.");
        } else {
            answers.forEach(this::tell);
        }
    }

    private void help() {
        tell("/who lists who is here. /quit leaves. //text says /text. Everything else is said to all.");
        if (isOperator()) {
            tell(OperatorCommands.HELP);
        }
    }

    private void who() {
        int here = room.size();
        List<String> shown = room.members(MAX_NAMES_SHOWN);
        int hidden = here - shown.size();
        tell(here + " here: " + String.join(", ", shown) + (hidden > 0 ? " and " + hidden + " more" : ""));
    }

    private void quit() {
        tell("Good-bye.");
        end(new CloseReason.Ended("the guest said /quit"));
    }

    private static String shorten(String command) {
        int end = command.offsetByCodePoints(0, Math.min(MAX_COMMAND_SHOWN, command.codePointCount(0, command.length())));
        return end == command.length() ? command : command.substring(0, end) + "…";
    }
}
