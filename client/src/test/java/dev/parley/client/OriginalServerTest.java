package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.doubles.OriginalServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients among themselves, in the room of the classic chat. */
class OriginalServerTest {
    private final OriginalServer server;

    OriginalServerTest() throws IOException {
        server = new OriginalServer();
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void linesReachTheOther_andNotTheSender() throws Exception {
        RecordingListener ann = new RecordingListener();
        RecordingListener bob = new RecordingListener();
        try (ChatClient annsClient = connect("ann", ann); ChatClient bobsClient = connect("bob", bob)) {
            annsClient.say("merhaba d\u00fcnya \uD83D\uDE00");
            assertThat(bob.awaitLine()).isEqualTo(new ChatLine.Said("ann", "merhaba d\u00fcnya \uD83D\uDE00"));
            bobsClient.say("hi");
            assertThat(ann.awaitLine()).isEqualTo(new ChatLine.Said("bob", "hi"));
        }
    }

    @Test
    void serverStops() throws Exception {
        RecordingListener ann = new RecordingListener();
        try (ChatClient _ = connect("ann", ann)) {
            server.close();
            assertThat(ann.awaitEnding()).isNotInstanceOf(Ending.Closed.class);
        }
    }

    private ChatClient connect(String name, ChatListener listener) throws IOException {
        InetSocketAddress address = server.address();
        return ChatClient.connect(address, name, ClientOptions.defaults(), listener);
    }
}
