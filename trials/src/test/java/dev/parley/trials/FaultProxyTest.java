package dev.parley.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.api.Transport;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations over connections that delay, cut, trickle and break: every line arrives whole, once and in order. */
class FaultProxyTest {
    private static final Duration TO_LEAVE = Duration.ofSeconds(30);
    private static final int STORM = 100;

    static Stream<Transport> transports() {
        return Stream.of(new NioTransport(), new VirtualTransport());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void throughFaults_everyLineArrivesWholeOnceAndInOrder(Transport transport) throws Exception {
        Trial trial = Trial.begin("faults-" + transport.name());
        ChatOptions options = ChatOptions.defaults().withLimits(Limits.none()).withAnnounceUpTo(0);
        long lines = 0;
        int rounds = 0;
        try (ChatServer server = ChatServer.create(options)) {
            Endpoint endpoint =
                    server.open(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (FaultProxy proxy = FaultProxy.before(endpoint.address(), trial.seed())) {
                do {
                    lines += converse(server, new Conversation(endpoint.address(), proxy, trial.seed() + rounds), proxy);
                    rounds++;
                } while (trial.lastsLessThan(Trial.length(1)));
                Trial.await(() -> endpoint.sessionCount() == 0, TO_LEAVE, () -> "sessions are left");
                trial.says("%d rounds, %d lines checked, 0 lost; %s".formatted(rounds, lines, proxy.deeds()));
                assertThat(proxy.ends()).as("connections that the proxy has ended").isPositive();
            }
        }
    }

    /** Returns how many lines were checked. */
    private static long converse(ChatServer server, Conversation conversation, FaultProxy proxy) throws Exception {
        long lines;
        try (conversation) {
            conversation.begin();
            storm(proxy);
            conversation.awaitTheSteady();
            awaitMembers(server, conversation.steadyMembers());
            lines = conversation.check();
        }
        awaitMembers(server, List.of());
        return lines;
    }

    /** Many knock in the middle of it, and are gone at once. */
    private static void storm(FaultProxy proxy) throws IOException {
        for (int i = 0; i < STORM; i++) {
            Caller.connect(proxy.address()).resets();
        }
    }

    private static void awaitMembers(ChatServer server, List<String> names) {
        Trial.await(
                () -> server.room().members().stream().sorted().toList().equals(names),
                TO_LEAVE,
                () -> "in the room are " + server.room().members() + " instead of " + names);
    }
}
