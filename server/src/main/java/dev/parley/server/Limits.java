package dev.parley.server;

import java.time.Duration;

/**
 * How much one guest, one address, or all guests together may take of a server. Zero is no limit, everywhere. Programs in a
 * room count as its members, but are never refused for it. Connections in a handshake, of TLS say, count apart from sessions, and
 * each limit of sessions holds for them as well.
 *
 * <p>The limits of a connection itself, such as the length of a line, are in {@link dev.parley.api.TransportOptions}.
 *
 * @param maxSessions how many sessions there are at once, on all endpoints of the server
 * @param maxSessionsPerAddress how many of them come from one address; for IPv6, from one network of 64 bits
 * @param connects how many new sessions one address may open
 * @param maxRooms how many rooms the program may open; beyond, {@link ChatServer#room(String)} throws
 * @param maxMembers how many members a room has
 * @param nameTimeout how long a guest may take to give a name that is fine
 * @param idleTimeout how long a guest who has a name may say nothing
 * @param lines how many lines a guest may send; above, the server reads nothing more of him for a while
 * @param bytes how many bytes a guest may send; above, the same
 */
public record Limits(
        int maxSessions,
        int maxSessionsPerAddress,
        Rate connects,
        int maxRooms,
        int maxMembers,
        Duration nameTimeout,
        Duration idleTimeout,
        Rate lines,
        Rate bytes) {

    public Limits {
        notNegative(maxSessions, "maxSessions");
        notNegative(maxSessionsPerAddress, "maxSessionsPerAddress");
        notNegative(maxRooms, "maxRooms");
        notNegative(maxMembers, "maxMembers");
        notNegative(nameTimeout, "nameTimeout");
        notNegative(idleTimeout, "idleTimeout");
    }

    /**
     * 10,000 sessions, 256 an address, of which 10 may be new each second after 100 at once; 1,000 rooms of 10,000 members; a
     * minute for the name, and all the time in the world to listen; 10 lines and 16 KiB a second after 100 lines and 256 KiB
     * at once. A classroom behind one address can chat with these.
     */
    public static Limits defaults() {
        return new Limits(
                10_000,
                256,
                new Rate(10, 100),
                1_000,
                10_000,
                Duration.ofMinutes(1),
                Duration.ZERO,
                new Rate(10, 100),
                new Rate(16 * 1024, 256 * 1024));
    }

    /** None at all: for benchmarks, and for networks where everybody can be trusted. */
    public static Limits none() {
        Rate unlimited = Rate.unlimited();
        return new Limits(0, 0, unlimited, 0, 0, Duration.ZERO, Duration.ZERO, unlimited, unlimited);
    }

    public Limits withMaxSessions(int maxSessions) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withMaxSessionsPerAddress(int maxSessionsPerAddress) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withConnects(Rate connects) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withMaxRooms(int maxRooms) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withMaxMembers(int maxMembers) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withNameTimeout(Duration nameTimeout) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withIdleTimeout(Duration idleTimeout) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withLines(Rate lines) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    public Limits withBytes(Rate bytes) {
        return new Limits(
                maxSessions, maxSessionsPerAddress, connects, maxRooms, maxMembers, nameTimeout, idleTimeout, lines, bytes);
    }

    /** Whether {@code count} are as many as there may be. */
    static boolean isReached(int limit, int count) {
        return limit > 0 && count >= limit;
    }

    private static void notNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, which is no limit, not " + value);
        }
    }

    private static void notNegative(Duration value, String name) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must be at least 0, which is no limit, not " + value);
        }
    }
}
