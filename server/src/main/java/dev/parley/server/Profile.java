package dev.parley.server;

import dev.parley.api.Session;
import org.jspecify.annotations.Nullable;

/** The two dialects of the raw text protocol; {@code docs/protocol.md} has them rule by rule. */
public enum Profile {
    /** Names are unique, the server speaks in notices, and a line that begins with {@code /} is a command. */
    STANDARD(true) {
        @Override
        public @Nullable String refusalOf(String name) {
            return Names.refusalOf(name);
        }

        @Override
        Guest guest(Session session, ChatRoom room, ChatServer server) {
            return new StandardGuest(session, room, server);
        }
    },

    /** Byte for byte what the classic chat said: lines are relayed, and the server says nothing of its own. */
    CLASSIC(false) {
        @Override
        public @Nullable String refusalOf(String name) {
            return Names.classicRefusalOf(name);
        }

        @Override
        Guest guest(Session session, ChatRoom room, ChatServer server) {
            return new ClassicGuest(session, room, server);
        }
    };

    /** Whether a room of this profile has notices of who comes and goes, and names that are unique. */
    final boolean hasNoticesAndUniqueNames;

    Profile(boolean hasNoticesAndUniqueNames) {
        this.hasNoticesAndUniqueNames = hasNoticesAndUniqueNames;
    }

    /** One sentence on why nobody can be called that; null if it is fine. Thread: any. */
    public abstract @Nullable String refusalOf(String name);

    abstract Guest guest(Session session, ChatRoom room, ChatServer server);
}
