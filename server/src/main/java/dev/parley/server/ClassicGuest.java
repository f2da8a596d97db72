package dev.parley.server;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineText;
import java.nio.ByteBuffer;

/** A guest of the {@link Profile#CLASSIC} profile: his lines are relayed as they are, and he is told nothing. */
final class ClassicGuest extends Guest {
    private final int maxLineBytes;

    ClassicGuest(Session session, ChatRoom room, ChatServer server) {
        super(session, room, server);
        maxLineBytes = server.options().transport().maxLineBytes();
    }

    @Override
    byte[] welcome() {
        return LineText.encode(Greeting.WELCOME);
    }

    @Override
    void refuse(String why) {
        prompt();
    }

    @Override
    void said(Seat seat, ByteBuffer line) {
        relay(seat, line);
    }

    @Override
    void explain(String why) {}

    @Override
    void saidTooMuch(boolean asked) {
        limitHit("lines of " + maxLineBytes + " bytes", "the guest is disconnected");
        end(new CloseReason.LineTooLong(maxLineBytes));
    }
}
