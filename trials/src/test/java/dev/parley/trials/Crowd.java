package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Many healthy members of one room, up to half of whom speak in the round, all together at a steady rate. Each line carries the
 * moment at which it was due; from there on its way to each listener is timed. Thread: one, which reads for all.
 */
final class Crowd implements AutoCloseable {
    /** So many that none of them says too much for a slow mode, in some hours. */
    private static final int MOST_SPEAKERS = 4000;

    /** No more than this many wait for their greeting at once. */
    private static final int AT_THE_DOOR = 100;

    private static final Duration TO_HEAR = Duration.ofSeconds(60);
    private static final int LONGEST_MICROS = 60_000_000;

    private final InetSocketAddress server;
    private final Selector selector;
    private final List<Listener> listeners = new ArrayList<>();
    private final int[] said;
    private final byte[] buffer = new byte[128 * 1024];
    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private long heard;
    private long measureFrom = Long.MAX_VALUE;

    /** One that so many are going to join. */
    Crowd(InetSocketAddress server, int members) throws IOException {
        this.server = server;
        this.said = new int[Math.min(MOST_SPEAKERS, members / 2)];
        this.selector = Selector.open();
    }

    /** So many come, and are greeted. */
    void join(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(server);
            Listener listener = new Listener("h-" + listeners.size(), channel, said.length, this::note);
            channel.write(UTF_8.encode(listener.name + "\n"));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, listener);
            listeners.add(listener);
            if (listeners.size() % AT_THE_DOOR == 0) {
                awaitGreetings();
            }
        }
        awaitGreetings();
    }

    private void awaitGreetings() throws IOException {
        int last = Math.max(0, listeners.size() - AT_THE_DOOR);
        readUntil(
                () -> listeners.subList(last, listeners.size()).stream().allMatch(Listener::isGreeted),
                () -> "some are not greeted");
    }

    /** The speakers say so many lines a second for a while; measured is what they say after the first quarter of it. */
    void talk(Duration length, int linesPerSecond) throws IOException {
        long begin = System.nanoTime();
        measureFrom = begin + length.toNanos() / 4;
        long lines = length.toSeconds() * linesPerSecond;
        for (long line = 0; line < lines; line++) {
            long due = begin + line * 1_000_000_000L / linesPerSecond;
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                selector.select(this::read, Math.max(1, early / 1_000_000));
            }
            say((int) (line % said.length), due);
            selector.selectNow(this::read);
        }
        long expected = lines * (listeners.size() - 1);
        readUntil(() -> heard >= expected, () -> "heard are " + heard + " lines of " + expected);
    }

    private void say(int speaker, long dueNanos) throws IOException {
        ByteBuffer line = UTF_8.encode(said[speaker]++ + " " + dueNanos + " this is what a healthy one says\n");
        listeners.get(speaker).channel.write(line);
        assertThat(line.hasRemaining()).as("whether the server lets a healthy one wait").isFalse();
    }

    private void note(long stampNanos) {
        heard++;
        if (stampNanos >= measureFrom) {
            micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - stampNanos) / 1000));
        }
    }

    private void readUntil(BooleanSupplier condition, Supplier<String> failure) throws IOException {
        long end = System.nanoTime() + TO_HEAR.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(failure.get() + ", after " + TO_HEAR.toSeconds() + " s");
            }
            selector.select(this::read, 10);
        }
    }

    private void read(SelectionKey key) {
        Listener listener = (Listener) key.attachment();
        try {
            listener.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(listener.name + " has lost his connection", e);
        }
    }

    /** Fails unless all have heard all that the others said, in one order. */
    void checkNothingIsLost() {
        for (int i = 0; i < listeners.size(); i++) {
            int[] expected = said.clone();
            if (i < expected.length) {
                // Nobody hears himself.
                expected[i] = 0;
            }
            assertThat(listeners.get(i).heard()).as("what %d has heard of each speaker", i).isEqualTo(expected);
        }
        assertThat(listeners.stream().skip(said.length).mapToLong(Listener::order).distinct().count())
                .as("orders in which those who only listen have heard the lines")
                .isEqualTo(1);
    }

    long deliveries() {
        return heard;
    }

    /** Up to which time so many of a hundred lines had arrived. */
    Duration percentile(double percent) {
        return Duration.ofNanos(1000 * micros.getValueAtPercentile(percent));
    }

    @Override
    public void close() throws IOException {
        for (Listener listener : listeners) {
            listener.channel.close();
        }
        selector.close();
    }
}
