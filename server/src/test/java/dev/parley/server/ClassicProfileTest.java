package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.TransportOptions;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The {@code classic} column of docs/protocol.md, row by row: byte for byte what the original server sent. */
class ClassicProfileTest {
    private static final String PROMPT = "Please enter your username: ";
    private static final String WELCOME = "You are connected to chatroom.";

    private final HandTransport transport = new HandTransport();
    private final ChatServer server = ChatServer.create(ChatOptions.defaults()
            .withProfile(Profile.CLASSIC)
            .withTransport(TransportOptions.defaults().withMaxLineBytes(64)));

    @BeforeEach
    void open() throws Exception {
        server.open(transport, new InetSocketAddress(0));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void promptWelcomeAndLinesAreThoseOfTheOriginal() {
        HandTransport.Line ann = transport.connect();
        assertThat(ann.getsBytes()).hasSize(28).isEqualTo(PROMPT.getBytes(UTF_8));
        assertThat(ann.sends("ann \t\n").getsBytes()).hasSize(30).isEqualTo(WELCOME.getBytes(UTF_8));
        HandTransport.Line bob = join("bob");
        bob.sends("hi\n");
        assertThat(ann.gets()).isEqualTo("<bob> hi\n");
        assertThat(bob.gets()).isEmpty();
        bob.hangsUp();
        assertThat(ann.gets()).isEmpty();
    }

    @Test
    void everyLineIsRelayedAsItIs() {
        HandTransport.Line ann = join("ann");
        HandTransport.Line bob = join("bob");
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
        HandTransport.Line other = transport.connect();
        other.gets();
        assertThat(other.sends("\n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("  \n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("\u001b[1m\n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("x".repeat(33) + "\n").gets()).isEqualTo(PROMPT);
        assertThat(other.sends("x".repeat(32) + "\n").gets()).isEqualTo(WELCOME);
    }

    @Test
    void aLineOverTheLimitEndsTheSession() {
        HandTransport.Line ann = join("ann");
        HandTransport.Line bob = join("bob");
        bob.sends("before\n" + "x".repeat(65));
        assertThat(bob.isEnded()).isTrue();
        assertThat(bob.gets()).isEmpty();
        assertThat(ann.gets()).isEqualTo("<bob> before\n");
        assertThat(server.room().members()).containsExactly("ann");
    }

    @Test
    void stoppingSaysNothing() {
        HandTransport.Line ann = join("ann");
        server.close();
        assertThat(ann.gets()).isEmpty();
        assertThat(ann.isEnded()).isTrue();
    }

    private HandTransport.Line join(String name) {
        HandTransport.Line guest = transport.connect().sends(name + "\n");
        assertThat(guest.gets()).isEqualTo(PROMPT + WELCOME);
        return guest;
    }
}
