package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.LoadPlan.Kind;
import dev.parley.wire.Greeting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who never reads, really never does: his socket fills, and stays full, while the others read on. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SleepersTest {
    private static final LoadPlan PLAN = new LoadPlan(Kind.OPEN_LOOP, 1, 3, 1, 1, 8, 10, 0, 1, 0);

    /** When each of the others has read so much, the socket of who sleeps is full. */
    private static final long PLENTY_BYTES = 64 << 20;

    private static final int PIECE_BYTES = 64 * 1024;

    @Test
    void sleeper_takesWhatTheSocketHolds_andNoMore() throws IOException {
        Dialect dialect = new ParleyDialect();
        try (ServerSocketChannel door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Crowd crowd = new Crowd(dialect, door.getLocalAddress(), PlainConnection::new)) {
            CompletableFuture<List<SocketChannel>> arrivals =
                    CompletableFuture.supplyAsync(() -> letIn(door, PLAN.members()), Thread::startVirtualThread);
            List<Member> members = Halls.of(PLAN, dialect).members;
            // One after the other, so that their channels are in the same order.
            crowd.join(members, 1, Ear.DEAF, Duration.ofSeconds(20));
            crowd.hearWith(ClosedLoop::count);
            List<SocketChannel> channels = arrivals.join();
            flood(crowd, channels, members.subList(0, 2), PLENTY_BYTES);
            long more = flood(crowd, channels, members.subList(0, 2), 2 * PLENTY_BYTES);
            for (SocketChannel channel : channels) {
                channel.close();
            }
            assertThat(members.getLast().sleeps).isTrue();
            assertThat(members.getLast().heardBytes).isZero();
            assertThat(more).as("bytes that the full socket of who sleeps took").isLessThan(PIECE_BYTES);
        }
    }

    /** Sends to all until the others have read so much; returns how much the socket of the last one took meanwhile. */
    private static long flood(Crowd crowd, List<SocketChannel> channels, List<Member> others, long bytes) throws IOException {
        long taken = 0;
        while (others.stream().anyMatch(member -> member.heardBytes < bytes)) {
            for (SocketChannel channel : channels) {
                int written = channel.write(ByteBuffer.allocate(PIECE_BYTES));
                taken += channel.equals(channels.getLast()) ? written : 0;
            }
            crowd.turn(1);
        }
        return taken;
    }

    /** Greets them, and then never blocks again. */
    private static List<SocketChannel> letIn(ServerSocketChannel door, int guests) {
        List<SocketChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < guests; i++) {
                SocketChannel channel = door.accept();
                channel.write(ByteBuffer.wrap(Greeting.PROMPT.getBytes(US_ASCII)));
                channel.read(ByteBuffer.allocate(PIECE_BYTES));
                channel.write(ByteBuffer.wrap((Greeting.WELCOME + '\n').getBytes(US_ASCII)));
                channel.configureBlocking(false);
                channels.add(channel);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return channels;
    }
}
