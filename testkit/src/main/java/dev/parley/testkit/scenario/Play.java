package dev.parley.testkit.scenario;

import dev.parley.api.Endpoint;
import dev.parley.api.Room;
import dev.parley.api.TransportOptions;
import dev.parley.server.Backlog;
import dev.parley.server.ChatListener;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import dev.parley.wire.Greeting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** One scenario, played once. Thread: the test's. */
final class Play {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Who has stalled gets nothing more however long one waits. */
    private static final Duration GRACE_FOR_STALLED = Duration.ofMillis(300);

    private static final int MAX_PAUSE_MILLIS = 3;
    private static final int STORMY_PATIENCE_MILLIS = 50;
    private static final int MAX_LINE_BYTES = 4096;

    private final World world;
    private final Network network;
    private final Scenario scenario;
    private final ChatServer server;
    private final Endpoint endpoint;
    private final Witness witness = new Witness();
    private final RandomGenerator random;
    private final List<Visit> visits = new ArrayList<>();
    private final Map<String, Visit> latest = new HashMap<>();

    Play(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
        network = world.network();
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(scenario.settings().seed());
        server = ChatServer.create(optionsOf(scenario.settings()), ChatListener.NONE, network.scheduler());
        if (!(server.room().join(Witness.NAME, world.executor(), witness) instanceof Room.Joined.As)) {
            throw new IllegalStateException("the witness could not join");
        }
        try {
            endpoint = server.open(world.transport(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Room for a quarter of the transcript in each line, at most, as the server demands. */
    private static ChatOptions optionsOf(Settings settings) {
        int maxLineBytes = Math.min(MAX_LINE_BYTES, (settings.transcriptBytes() / 4 - 256) / 3);
        return ChatOptions.defaults()
                .withLimits(Limits.none())
                .withAnnounceUpTo(Integer.MAX_VALUE)
                .withTransport(TransportOptions.defaults()
                        .withMaxLineBytes(maxLineBytes)
                        .withSendBufferBytes(settings.sendBufferBytes()))
                .withTranscriptBytes(settings.transcriptBytes());
    }

    void run() {
        int number = 0;
        @Nullable Step step = null;
        try (world) {
            for (Step next : scenario.steps()) {
                number++;
                step = next;
                take(next);
                pause(random.nextInt(MAX_PAUSE_MILLIS + 1));
            }
            number++;
            step = null;
            if (witness.hasLeft()) {
                throw new IllegalStateException("the witness fell behind: more was said at once than the transcript holds");
            }
            end();
            new History(witness.heard(), world.isStormy()).check(visits);
        } catch (AssertionError | RuntimeException | IOException e) {
            String place = step == null ? "at the end" : "in step " + number + " (" + step + ")";
            String what = e instanceof AssertionError ? e.getMessage() : e.toString();
            throw new AssertionError(
                    place + ": " + what + "\n\nthe scenario:\n" + scenario + "\n" + world.lastEvents(), e);
        }
    }

    private void take(Step step) throws IOException {
        switch (step) {
            case Step.Connect(String guest) -> connect(guest);
            case Step.Join(String guest) -> join(guest);
            case Step.Lurk(String guest) -> visit(guest).lurk();
            case Step.Say(String guest, String text) -> with(guest, visit -> visit.say(text));
            case Step.Burst(String guest, int lines) -> with(guest, visit -> visit.burst(lines));
            case Step.Dribble(String guest, String text) -> with(guest, visit -> visit.dribble(text));
            case Step.Begin(String guest, String text) -> with(guest, visit -> visit.begin(text));
            case Step.Stall(String guest) -> with(guest, Visit::stall);
            case Step.Resume(String guest) -> with(guest, Visit::resume);
            case Step.HalfClose(String guest) -> with(guest, Visit::halfClose);
            case Step.HangUp(String guest) -> with(guest, Visit::hangUp);
            case Step.Reset(String guest, boolean midLine) -> with(guest, visit -> visit.reset(midLine));
            case Step.Hear(String guest, String line) -> with(guest, visit -> awaitHearing(visit, line));
            case Step.Pause(int millis) -> pause(millis);
        }
    }

    private void with(String guest, Consumer<Visit> action) {
        Visit visit = latest.get(guest);
        if (visit != null) {
            action.accept(visit);
        }
    }

    /** Who is here already, or has not ended, does not come again. */
    private void connect(String guest) throws IOException {
        Visit before = latest.get(guest);
        if (before == null) {
            visit(guest).introduce();
        } else if (!before.isOpen()) {
            world.settle(before);
            await(
                    () -> endpoint.sessionCount() <= openVisits()
                            && witness.knowsAsGone(guest)
                            && !server.room().members().contains(guest),
                    () -> guest + " is gone, and still has his place; the members are " + server.room().members());
            visit(guest).introduce();
        }
    }

    private void join(String guest) throws IOException {
        connect(guest);
        with(guest, visit -> awaitHearing(visit, Greeting.WELCOME));
    }

    private Visit visit(String guest) throws IOException {
        Visit visit = new Visit(network, peer(), guest, witness);
        visits.add(visit);
        latest.put(guest, visit);
        return visit;
    }

    private Peer peer() throws IOException {
        return scenario.settings().smallBuffers()
                ? network.connectWithSmallBuffer(endpoint.address())
                : network.connect(endpoint.address());
    }

    private long openVisits() {
        return visits.stream().filter(Visit::isOpen).count();
    }

    private void awaitHearing(Visit visit, String line) {
        if (world.isStormy()) {
            // Whoever had to say it may be gone.
            pause(STORMY_PATIENCE_MILLIS);
        } else {
            await(() -> visit.hears(line), () -> visit.guest + " never hears '" + line + "'; he got\n" + visit.received());
        }
    }

    private void pause(int millis) {
        network.pause(Duration.ofMillis(millis));
        visits.forEach(Visit::read);
    }

    /** Everything that had to be said has been said, and whoever reads has got it; then the server stops, and the others get what is left for them. */
    private void end() {
        visits.forEach(visit -> await(
                () -> !visit.isOpen() || visit.isStalled() || visit.isGreeted(),
                () -> visit.guest + " is not greeted; he got '" + visit.received() + "'"));
        visits.forEach(visit -> await(
                () -> !visit.isSound() || witness.countOf(visit.guest) >= saidBySound(visit.guest),
                () -> "what " + visit.guest + " typed does not come into the room: " + visit.said()));
        // Before the stop, which writes to everybody: whom a line has not woken would get it only then.
        await(
                () -> world.isStormy() || server.backlogs(ChatServer.DEFAULT_ROOM).stream().noneMatch(this::isLeftWaiting),
                () -> "somebody who reads is not sent what waits for him: " + server.backlogs(ChatServer.DEFAULT_ROOM));
        boolean anyStalled = visits.stream().anyMatch(Visit::isStalled);
        Network.Branch<Boolean> stop = network.fork(() -> server.stop(anyStalled ? GRACE_FOR_STALLED : GRACE));
        await(stop::isDone, () -> "the server does not stop");
        if (!stop.join() && !anyStalled && !world.isStormy()) {
            throw new AssertionError("the server had to force its stop, though everybody reads");
        }
        await(() -> visits.stream().noneMatch(visit -> visit.isOpen() && !visit.isStalled()), () -> "a stream does not end");
        visits.forEach(Visit::close);
        await(witness::hasLeft, () -> "the witness is not told that the server stops");
        if (endpoint.sessionCount() != 0 || !server.room().members().isEmpty()) {
            throw new AssertionError(endpoint.sessionCount() + " sessions are left, and in the room are "
                    + server.room().members());
        }
    }

    private boolean isLeftWaiting(Backlog backlog) {
        Visit visit = latest.get(backlog.name());
        return backlog.bytesWaiting() > 0 && (visit == null || !visit.isStalled());
    }

    private long saidBySound(String guest) {
        return visits.stream()
                .filter(visit -> visit.guest.equals(guest) && visit.isSound())
                .mapToLong(visit -> visit.said().size())
                .sum();
    }

    /** Time passes, in which everybody reads. */
    private void await(BooleanSupplier condition, Supplier<String> failure) {
        long deadline = network.scheduler().nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (network.scheduler().nanoTime() - deadline > 0) {
                throw new AssertionError(failure.get());
            }
            network.pause(MOMENT);
            visits.forEach(Visit::read);
        }
    }
}
