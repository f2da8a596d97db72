package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What guests do to a server who speaks lines, on purpose or because their network is bad. None of it is unusual. A server
 * survives it if those who behave are served as before, and nothing is left when the misbehaving have gone.
 *
 * {@snippet :
 * for (Misbehaviour misbehaviour : Misbehaviour.all()) {
 *     List<Peer> guests = misbehaviour.act(Network.sockets(), server.address());
 *     assertServed(witness, "while somebody " + misbehaviour);
 *     for (Peer guest : guests) {
 *         guest.close();
 *     }
 *     assertServed(witness, "after somebody " + misbehaviour);
 * }
 * }
 */
public sealed interface Misbehaviour {
    /** Enough, as a rule, for a server to have read the first part before the second one is sent. */
    Duration BETWEEN_PACKETS = Duration.ofMillis(20);

    /**
     * Does it.
     *
     * <p>Thread: one of a test. Blocks while the server does not take what is sent.
     *
     * @return the guests who are still connected, for the caller to close
     */
    List<Peer> act(Network network, InetSocketAddress server) throws IOException;

    /** One of each, of a size that hurts an unprepared server and takes others no more than a moment. */
    static List<Misbehaviour> all() {
        return List.of(
                new Dribble("hello, günaydın\n"),
                new ManyLinesInOnePacket(5_000),
                new CutCharacter(),
                new StopReading(5_000),
                new HalfClose(),
                new ResetInMidLine("hello\nhalf a li"),
                new SayNothing(),
                new Vanish(50),
                new StormOfConnects(200),
                new NeverEndALine(1024 * 1024));
    }

    /** The text comes a byte at a time, so that reads end inside lines and characters. */
    record Dribble(String text) implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            Peer peer = network.connect(server);
            peer.dribble(text);
            return List.of(peer);
        }

        @Override
        public String toString() {
            return "sends a byte at a time";
        }
    }

    /** All lines come at once: {@code line 0}, {@code line 1} and so on. */
    record ManyLinesInOnePacket(int count) implements Misbehaviour {
        /** What they are, without their ends. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                lines.add("line " + number);
            }
            return lines;
        }

        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            Peer peer = network.connect(server);
            peer.send(String.join("\n", lines()) + "\n");
            return List.of(peer);
        }

        @Override
        public String toString() {
            return "sends " + count + " lines at once";
        }
    }

    /** The two bytes of the ü in {@link #LINE} come in packets of their own, with time between them. */
    record CutCharacter() implements Misbehaviour {
        public static final String LINE = "günaydın";

        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            byte[] bytes = (LINE + "\n").getBytes(UTF_8);
            int insideTheCharacter = "g".length() + 1;
            Peer peer = network.connect(server);
            peer.send(Arrays.copyOf(bytes, insideTheCharacter));
            network.pause(BETWEEN_PACKETS);
            peer.send(Arrays.copyOfRange(bytes, insideTheCharacter, bytes.length));
            return List.of(peer);
        }

        @Override
        public String toString() {
            return "sends a character cut in two";
        }
    }

    /** Says so many lines, and reads nothing of what he gets for them. */
    record StopReading(int lines) implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            Peer peer = network.connectWithSmallBuffer(server);
            for (int number = 0; number < lines; number++) {
                peer.sendLine(Backlog.line(number));
            }
            return List.of(peer);
        }

        @Override
        public String toString() {
            return "sends " + lines + " lines and does not read";
        }
    }

    /** Says one line, and that it was the last one; he may still be reading. */
    record HalfClose() implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            Peer peer = network.connect(server);
            peer.sendLine("that is all");
            peer.halfClose();
            return List.of(peer);
        }

        @Override
        public String toString() {
            return "sends no more, but reads";
        }
    }

    /** Says something, and breaks the connection a moment later. */
    record ResetInMidLine(String said) implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            Peer peer = network.connect(server);
            peer.send(said);
            network.pause(BETWEEN_PACKETS);
            peer.reset();
            return List.of();
        }

        @Override
        public String toString() {
            return "breaks the connection in the middle of a line";
        }
    }

    /** Is there, and no more. */
    record SayNothing() implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            return List.of(network.connect(server));
        }

        @Override
        public String toString() {
            return "connects and says nothing";
        }
    }

    /** Connects and goes, so many times, without a word. */
    record Vanish(int times) implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            for (int time = 0; time < times; time++) {
                network.connect(server).close();
            }
            return List.of();
        }

        @Override
        public String toString() {
            return "connects and vanishes " + times + " times";
        }
    }

    /** So many guests come at once, and stay. */
    record StormOfConnects(int guests) implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            List<Peer> storm = new ArrayList<>();
            for (int guest = 0; guest < guests; guest++) {
                storm.add(network.connect(server));
            }
            return storm;
        }

        @Override
        public String toString() {
            return "comes with " + guests + " connections at once";
        }
    }

    /** Sends so many bytes without the end of a line. */
    record NeverEndALine(int bytes) implements Misbehaviour {
        @Override
        public List<Peer> act(Network network, InetSocketAddress server) throws IOException {
            Peer peer = network.connect(server);
            peer.send("x".repeat(bytes));
            return List.of(peer);
        }

        @Override
        public String toString() {
            return "sends " + bytes + " bytes without the end of a line";
        }
    }
}
