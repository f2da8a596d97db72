package dev.parley.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transport.simulated.Simulation;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections in their handshakes, as a secured transport asks for them, in virtual time. */
class DoorTest {
    private static final SocketAddress HERE = new InetSocketAddress("192.0.2.1", 4711);
    private static final SocketAddress THERE = new InetSocketAddress("192.0.2.2", 4711);

    private final Simulation simulation = Line.simulation(0);
    private final List<String> refused = new ArrayList<>();
    private @Nullable ChatServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private Door open(Limits limits) {
        ChatListener listener = event -> {
            if (event instanceof ChatEvent.LimitHit hit) {
                assertThat(hit.name()).isNull();
                refused.add(hit.limit());
            }
        };
        ChatServer opened =
                ChatServer.create(ChatOptions.defaults().withLimits(limits), listener, simulation.scheduler());
        server = opened;
        return new Door(opened, (ChatRoom) opened.room());
    }

    private static Runnable admitted(Door door, SocketAddress peer) {
        return requireNonNull(door.admitHandshake(peer), "he was not admitted");
    }

    private void assertRefused(Door door, SocketAddress peer, String limit) {
        refused.clear();
        assertThat(door.admitHandshake(peer)).isNull();
        assertThat(refused).containsExactly(limit);
    }

    @Test
    void ofAnAddress_eachEndsOnce() {
        Door door = open(Limits.none().withMaxSessionsPerAddress(2));
        Runnable over = admitted(door, HERE);
        admitted(door, HERE);
        assertRefused(door, HERE, "2 handshakes from one address");
        admitted(door, THERE);
        over.run();
        over.run();
        admitted(door, HERE);
        assertRefused(door, HERE, "2 handshakes from one address");
    }

    @Test
    void inAll() {
        Door door = open(Limits.none().withMaxSessions(2));
        Runnable over = admitted(door, HERE);
        admitted(door, THERE);
        assertRefused(door, THERE, "2 handshakes");
        over.run();
        admitted(door, THERE);
    }

    @Test
    void tooFast_alsoWhenEachIsSoonOver() {
        Door door = open(Limits.none().withConnects(new Rate(1, 2)));
        admitted(door, HERE).run();
        admitted(door, HERE).run();
        assertRefused(door, HERE, "1 new handshake a second from one address");
        admitted(door, THERE);
        simulation.pass(Duration.ofSeconds(1));
        admitted(door, HERE);
    }

    /** Who has a session already is one too many for another, and is told so, behind his handshake. */
    @Test
    void countApartFromSessions() {
        Door door = open(Limits.none().withMaxSessions(1));
        assertThat(door.server().rules().admit(HERE)).isNull();
        Runnable over = admitted(door, HERE);
        assertRefused(door, HERE, "1 handshake");
        over.run();
        assertThat(door.server().rules().admit(HERE)).isNotNull();
        assertThat(refused).containsExactly("1 handshake");
    }
}
