package dev.parley.testkit;

import dev.parley.api.Endpoint;
import dev.parley.server.ChatListener;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.server.Profile;
import dev.parley.transport.simulated.Simulation;
import dev.parley.wire.Greeting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One test's simulation, with a server in it and the guests that came. */
final class RoomForTest implements Guests {
    private static final int LAST_EVENTS = 20;

    private final SimulatedRoom wanted;
    private final Simulation simulation;
    private final ChatServer server;
    private final Endpoint endpoint;
    private final Map<String, Guest> guests = new LinkedHashMap<>();

    RoomForTest(SimulatedRoom wanted, long seed) {
        this.wanted = wanted;
        simulation = Simulation.withSeed(seed, wanted.weather().weather());
        ChatOptions options = ChatOptions.defaults()
                .withLimits(Limits.none())
                .withProfile(wanted.profile())
                .withAnnounceUpTo(wanted.announceUpTo());
        server = ChatServer.create(options, ChatListener.NONE, simulation.scheduler());
        try {
            endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
        } catch (IOException e) {
            throw new UncheckedIOException("a simulation has free ports", e);
        }
    }

    Simulation simulation() {
        return simulation;
    }

    ChatServer server() {
        return server;
    }

    /** The guest of that name, who comes if he is not there. Nobody has anything to hear when this returns. */
    Guest present(String name) {
        Guest guest = guests.get(name);
        if (guest == null) {
            guest = join(name);
            simulation.settle();
            guests.values().forEach(Guest::forgets);
        }
        return guest;
    }

    @Override
    public Guest join(String name) {
        try {
            Guest guest = new Guest(name, greeting(), simulation, connect());
            guest.joins();
            guests.put(name, guest);
            return guest;
        } catch (IOException e) {
            throw new AssertionError(name + " cannot join: " + e.getMessage(), e);
        }
    }

    @Override
    public SimulatedPeer connect() {
        try {
            return new SimulatedPeer(simulation, simulation.connect(endpoint.address()));
        } catch (IOException e) {
            throw new AssertionError("nobody can connect: " + e.getMessage(), e);
        }
    }

    private String greeting() {
        return Greeting.PROMPT + Greeting.WELCOME + (wanted.profile() == Profile.STANDARD ? "\n" : "");
    }

    void close() {
        server.close();
        simulation.close();
    }

    /** For who wants to see it again: the seed, who is who, and what happened last. */
    String story() {
        List<String> log = simulation.log();
        StringBuilder story = new StringBuilder("seed %1$d (-D%2$s=%1$d runs it again), %3$s weather"
                .formatted(simulation.seed(), Seeds.PROPERTY, wanted.weather().toString().toLowerCase(Locale.ROOT)));
        guests.values().forEach(guest -> story.append("\n  guest ").append(guest.peer().port()).append(" is ").append(guest));
        story.append("\nwhat happened last:");
        log.subList(Math.max(0, log.size() - LAST_EVENTS), log.size()).forEach(event -> story.append('\n').append(event));
        return story.toString();
    }
}
