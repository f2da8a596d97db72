package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.api.TransportOptions;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code classic} column of docs/protocol.md, row by row: byte for byte what the original server sent. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {0, 1, 2, 3})
class ClassicProfileTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.";

    private final Simulation simulation;
    private final ChatServer server;
    private final Endpoint endpoint;

    ClassicProfileTest(long seed) throws IOException {
        simulation = Line.simulation(seed);
        ChatOptions options = ChatOptions.defaults()
                .withLimits(Limits.none())
                .withProfile(Profile.CLASSIC)
                .withTransport(TransportOptions.defaults().withMaxLineBytes(64));
        server = ChatServer.create(options, ChatListener.NONE, simulation.scheduler());
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void promptWelcomeAndLinesAreThoseOfTheOriginal() {
        Line ann = connect();
        assertThat(ann.getsBytes()).hasSize(28).isEqualTo(PROMPT.getBytes(UTF_8));
        assertThat(ann.sends("ann \t\n").getsBytes()).hasSize(30).isEqualTo(WELCOME.getBytes(UTF_8));
        Line bob = join("bob");
        bob.sends("hi\n");
        assertThat(ann.gets()).isEqualTo("<bob> hi\n");
        assertThat(bob.gets()).isEmpty();
        bob.hangsUp();
        assertThat(ann.gets()).isEmpty();
    }

    @Test
    void everyLineIsRelayedAsItIs() {
        Line ann = join("ann");
        Line bob = join("bob");
        bob.sends("/who\n\n//x\n\u001b[31mred\u0007\n");
        assertThat(ann.gets()).isEqualTo("<bob> /who\n<bob> \n<bob> //x\n<bob> \u001b[31mred\u0007\n");
        byte[] raw = {'<', '\n', (byte) 0xFF, (byte) 0xC3, 0, '\r', 'x', '\n'};
        bob.sends(raw);
        assertThat(ann.getsBytes()).isEqualTo(
                new byte[] {'<', 'b', 'o', 'b', '>', ' ', '<', '\n', '<', 'b', 'o', 'b', '>', ' ', (byte) 0xFF, (byte) 0xC3, 0, '\r', 'x', '\n'});
        assertThat(bob.gets()).isEmpty();
    }

    @Test
    void namesMayBeDoubleAndHaveSpacesButNoControls() {
        join("ann");
        join("ann");
        join("Ann Smith");
        assertThat(server.room().members()).containsExactly("ann", "ann", "Ann Smith");
        Line other = connect();
        other.gets();
        assertThat(other.sends("\n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("  \n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("\u001b[1m\n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("x".repeat(33) + "\n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("x".repeat(32) + "\n").gets()).isEqualTo(WELCOME);
    }

    @Test
    void aLineOverTheLimitEndsTheSession() {
        Line ann = join("ann");
        Line bob = join("bob");
        bob.sends("before\n" + "x".repeat(65));
        assertThat(bob.isEnded()).isTrue();
        assertThat(bob.gets()).isEmpty();
        assertThat(ann.gets()).isEqualTo("<bob> before\n");
        assertThat(server.room().members()).containsExactly("ann");
    }

    @Test
    void stoppingSaysNothing() {
        Line ann = join("ann");
        server.close();
        assertThat(ann.gets()).isEmpty();
        assertThat(ann.isEnded()).isTrue();
    }

    private Line join(String name) {
        Line guest = connect().sends(name + "\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + WELCOME);
        return guest;
    }

    private Line connect() {
        return Line.connect(simulation, endpoint);
    }
}
