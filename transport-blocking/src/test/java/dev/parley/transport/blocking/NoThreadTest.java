package dev.parley.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import dev.parley.testkit.RecordingHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No thread can be had, as it happens when the system has no more of them, in each way in which that shows. */
@Timeout(60)
final class NoThreadTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private volatile boolean isShort;

    /** What a factory does that has none. */
    enum Refusal {
        NULL,
        ERROR,
        EXCEPTION;

        @Nullable Thread refuse() {
            return switch (this) {
                case NULL -> null;
                case ERROR -> throw new OutOfMemoryError("unable to create native thread (thrown by a test)");
                case EXCEPTION -> throw new IllegalStateException("thrown by a test");
            };
        }
    }

    private final AtomicInteger refusals = new AtomicInteger();

    @ParameterizedTest
    @EnumSource
    void onVirtualThreads_newcomersAreLost_andLaterOnesGetIn(Refusal refusal) throws Exception {
        newcomersAreLost(transport(refusal, Executors::newThreadPerTaskExecutor));
    }

    @ParameterizedTest
    @EnumSource
    void onPooledThreads_newcomersAreLost_andLaterOnesGetIn(Refusal refusal) throws Exception {
        newcomersAreLost(transport(refusal, NoThreadTest::poolThatKeepsNoIdleThreads));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsInARoom_losesNothing(Refusal refusal) throws Exception {
        try (ChatServer server = ChatServer.create(ChatOptions.defaults())) {
            Endpoint endpoint = server.open(transport(refusal, Executors::newThreadPerTaskExecutor), ANY_PORT);
            try (Peer ann = join(endpoint, "ann");
                    Peer bob = join(endpoint, "bob")) {
                assertEquals("* bob has joined.", ann.readLine());
                isShort = true;
                ann.sendLine("can you hear me?");
                ann.sendLine("/who");
                // For waking, and for writing to each of them.
                await(() -> refusals.get() >= 4, "nobody wanted a thread");
                isShort = false;
                assertEquals("<ann> can you hear me?", bob.readLine());
                assertEquals("* 2 here: ann, bob", ann.readLine());
                bob.sendLine("yes");
                assertEquals("<bob> yes", ann.readLine());
            }
        }
    }

    /** A cached pool would have some left for newcomers, and how many depends on how busy the machine was. */
    private static ExecutorService poolThatKeepsNoIdleThreads(ThreadFactory factory) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private void newcomersAreLost(Transport transport) throws IOException {
        Endpoint endpoint = transport.open(ANY_PORT, TransportOptions.defaults(), Echo::new);
        try (endpoint;
                Peer first = connect(endpoint)) {
            assertServes(first);
            isShort = true;
            // Some may get a thread that was just about to end.
            try (Peer _ = connect(endpoint);
                    Peer _ = connect(endpoint);
                    Peer unlucky = connect(endpoint)) {
                assertEquals("", unlucky.readUntilEnd());
            }
            await(() -> endpoint.sessionCount() == 1, "one without a thread still counts");
            isShort = false;
            assertServes(first);
            try (Peer later = connect(endpoint)) {
                assertServes(later);
            }
        }
    }

    private Transport transport(Refusal refusal, Function<ThreadFactory, ExecutorService> threads) {
        return new Transport() {
            @Override
            public String name() {
                return "scarce";
            }

            @Override
            public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers)
                    throws IOException {
                return BlockingEndpoint.open(
                        name(), address, options, null, handlers, prefix -> threads.apply(factory(refusal)));
            }
        };
    }

    @SuppressWarnings("NullAway") // That is the point: a factory may say so, too.
    private ThreadFactory factory(Refusal refusal) {
        ThreadFactory real = Thread.ofVirtual().factory();
        return task -> {
            if (isShort) {
                refusals.incrementAndGet();
                return refusal.refuse();
            }
            return real.newThread(task);
        };
    }

    private static Peer connect(Endpoint endpoint) throws IOException {
        return Network.sockets().connect(endpoint.address());
    }

    private static Peer join(Endpoint endpoint, String name) throws IOException {
        Peer peer = connect(endpoint);
        peer.sendLine(name);
        assertEquals("Please enter your username: You are connected to chatroom.", peer.readLine());
        return peer;
    }

    private static void assertServes(Peer peer) throws IOException {
        peer.sendLine("are you there?");
        assertEquals("are you there?", peer.readLine());
    }

    private static void await(BooleanSupplier condition, String failure) {
        assertTrue(Network.sockets().await(condition, Duration.ofSeconds(20)), failure);
    }

    private static final class Echo extends RecordingHandler {
        Echo(Session session) {
            super(session);
        }

        @Override
        protected void whenLine(String line) {
            session().send(line);
        }
    }
}
