package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import dev.parley.api.Endpoint;
import dev.parley.server.ChatEvent;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.transport.simulated.SimulatedSocket;
import dev.parley.transport.simulated.Simulation;
import dev.parley.transport.simulated.Weather;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A room with ann, bob and a stranger, in a simulation with calm weather. Thread: one. */
final class FuzzedRoom implements AutoCloseable {
    private static final String GREETING = Caller.PROMPT + Caller.WELCOME + "\n";

    private final Simulation simulation = Simulation.withSeed(1, Weather.calm());

    /** What the stranger was called while he was in the room, at most one name. */
    private final List<String> names = new ArrayList<>();

    private final ChatServer server;
    private final Endpoint endpoint;
    private final SimulatedSocket ann;
    private final SimulatedSocket bob;
    private String heardByAnn = "";
    private String heardByStranger = "";
    private long lineEnds;

    FuzzedRoom() {
        server = ChatServer.create(
                ChatOptions.defaults().withLimits(Limits.none()), this::note, simulation.scheduler());
        try {
            endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
            ann = join("ann");
            bob = join("bob");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        expect("* bob has joined.\n", hear(ann));
        names.clear();
    }

    private void note(ChatEvent event) {
        if (event instanceof ChatEvent.Joined joined) {
            names.add(joined.name());
        }
    }

    private SimulatedSocket join(String name) throws IOException {
        SimulatedSocket socket = simulation.connect(endpoint.address());
        expect(GREETING, say(socket, (name + "\n").getBytes(UTF_8), Integer.MAX_VALUE));
        return socket;
    }

    /** He connects, sends it in packets, hears what there is, and hangs up. */
    void sendAsAStranger(byte[] bytes, int packetBytes) {
        try {
            SimulatedSocket stranger = simulation.connect(endpoint.address());
            heardByStranger = say(stranger, bytes, packetBytes);
            stranger.close();
            simulation.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (byte b : bytes) {
            lineEnds += b == '\n' ? 1 : 0;
        }
        heardByAnn = hear(ann);
    }

    /** Says it, and returns what was heard meanwhile. He may be hung up on before its end. */
    private String say(SimulatedSocket socket, byte[] bytes, int packetBytes) {
        StringBuilder heard = new StringBuilder();
        try {
            for (int at = 0; at < bytes.length; ) {
                int packet = Math.min(packetBytes, bytes.length - at);
                at += socket.write(ByteBuffer.wrap(bytes, at, packet));
                heard.append(hear(socket));
            }
        } catch (IOException hungUpOn) {
            heard.append(hear(socket));
        }
        return heard.append(hear(socket)).toString();
    }

    /** Lets happen what is under way, and returns what has arrived then. */
    private String hear(SimulatedSocket socket) {
        simulation.settle();
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try {
            for (int bytes = socket.read(buffer); bytes > 0; bytes = socket.read(buffer.clear())) {
                heard.write(buffer.array(), 0, bytes);
                simulation.settle();
            }
        } catch (IOException broken) {
            // What came before counts.
        }
        byte[] bytes = heard.toByteArray();
        if (!Utf8.isWellFormed(bytes)) {
            throw new AssertionError("not UTF-8: " + heard.toString(UTF_8));
        }
        return heard.toString(UTF_8);
    }

    /** What everybody must be able to rely on, whatever the stranger has sent. */
    void check() {
        heardByAnn.codePoints().forEach(FuzzedRoom::checkCharacter);
        heardByStranger.codePoints().forEach(FuzzedRoom::checkCharacter);
        // Ann and bob have said nothing, so whatever he has heard is the server's.
        heardByStranger.replace(Caller.PROMPT, "").lines().forEach(line ->
                require(line.isEmpty() || line.equals(Caller.WELCOME) || line.startsWith("* "), heardByStranger));
        if (!heardByAnn.isEmpty()) {
            checkLines(heardByAnn);
        }
        expect(heardByAnn, hear(bob));
        say(ann, "still here\n".getBytes(UTF_8), Integer.MAX_VALUE);
        expect("<ann> still here\n", hear(bob));
    }

    /** Each is his, under the name that he has got, or tells that he has come or gone. */
    private void checkLines(String heard) {
        String name = names.size() == 1 ? names.getFirst() : "";
        name.codePoints().forEach(FuzzedRoom::checkCharacter);
        require(!name.isEmpty() && heard.endsWith("\n"), heard);
        String[] lines = heard.substring(0, heard.length() - 1).split("\n", -1);
        require(lines[0].equals("* " + name + " has joined."), heard);
        require(lines[lines.length - 1].equals("* " + name + " has left."), heard);
        require(lines.length <= lineEnds + 1, heard);
        for (int i = 1; i < lines.length - 1; i++) {
            require(lines[i].startsWith("<" + name + "> "), heard);
        }
    }

    private static void checkCharacter(int codePoint) {
        if (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t') {
            throw new AssertionError("somebody hears the control character " + codePoint);
        }
    }

    private static void require(boolean condition, String heard) {
        if (!condition) {
            throw new AssertionError("somebody has heard: " + heard);
        }
    }

    private static void expect(String expected, String heard) {
        if (!heard.equals(expected)) {
            throw new AssertionError("heard is '" + heard + "' instead of '" + expected + "'");
        }
    }

    @Override
    public void close() {
        server.close();
        simulation.close();
    }
}
