package dev.parley.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.server.Limits;
import dev.parley.server.Rate;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a server does for a read that brings one line of a guest who is alone in his room, with limits in force that he never reaches,
 * and without any; per read. The difference is what limits cost, and everybody who hears the line shares it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Limiting {
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    private static final Rate MUCH = new Rate(1e9, 1_000_000_000);

    @Param({"false", "true"})
    public boolean limits;

    private final ByteBuffer line = ByteBuffer.wrap(Lines.said());
    private @Nullable ChatServer server;
    private @Nullable SessionHandler guest;

    @Setup
    public void join() throws IOException {
        server = ChatServer.create(ChatOptions.defaults().withLimits(limits ? unreachable() : Limits.none()));
        OneGuest transport = new OneGuest();
        server.open(transport, NOWHERE);
        guest = requireNonNull(transport.handler);
        guest.opened();
        read(ByteBuffer.wrap("member1".getBytes(US_ASCII)));
    }

    @TearDown
    public void leave() {
        requireNonNull(guest).closed(new CloseReason.PeerClosed());
        requireNonNull(server).close();
    }

    @Benchmark
    public void aReadWithOneLine() {
        read(line.rewind());
    }

    private void read(ByteBuffer line) {
        SessionHandler guest = requireNonNull(this.guest);
        guest.line(line);
        guest.readComplete();
    }

    private static Limits unreachable() {
        return Limits.none()
                .withMaxSessions(Integer.MAX_VALUE)
                .withMaxSessionsPerAddress(Integer.MAX_VALUE)
                .withMaxMembers(Integer.MAX_VALUE)
                .withNameTimeout(Duration.ofHours(1))
                .withIdleTimeout(Duration.ofHours(1))
                .withConnects(MUCH)
                .withLines(MUCH)
                .withBytes(MUCH);
    }

    /** Lets one guest in, from nowhere, who takes whatever he is sent. */
    private static final class OneGuest implements Transport, Session, Endpoint {
        private final Listener listener = new Listener();
        private @Nullable SessionHandler handler;

        @Override
        public String name() {
            return "in memory";
        }

        @Override
        public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers) {
            handler = handlers.handlerFor(this);
            return this;
        }

        @Override
        public InetSocketAddress address() {
            return NOWHERE;
        }

        @Override
        public SocketAddress peer() {
            return NOWHERE;
        }

        @Override
        public Outbox outbox() {
            return listener.outbox();
        }

        @Override
        public int sessionCount() {
            return 1;
        }

        @Override
        public void pauseReading() {
            throw new IllegalStateException("a limit was reached");
        }

        @Override
        public void resumeReading() {}

        @Override
        public void close(CloseReason reason) {
            listener.outbox().discard();
        }

        @Override
        public void stopReading(Duration atMost) {}

        @Override
        public boolean stop(Duration grace) {
            return true;
        }
    }
}
