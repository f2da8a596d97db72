package dev.parley.benchmarks.yardstick;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.wire.LineCutter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The chat that one writes with virtual threads and without a second thought, done well: a queue for each session, one
 * virtual thread that reads and another that writes.
 *
 * <ul>
 *   <li>A line is encoded once; the queues share the array.
 *   <li>The writer takes whatever is in its queue and sends it in one write, out of a direct buffer of its own: for lines
 *       of a chat's size that is cheaper than a gathering write of many small buffers.
 *   <li>The queue is linked, so that an idle session does not pay for its bound, and bounded, so that a full one shows a slow
 *       reader, who is closed. Nobody waits for him.
 * </ul>
 *
 * It is still a queue for each member: one node, one lock and one copy for each line and member.
 */
public final class QueuePerSession {
    private static final int BUFFER_BYTES = 8 * 1024;

    private static final int MAX_FRAME_BYTES = Yard.MAX_LINE_BYTES + 256;

    /** Lines of 64 bytes, that is. */
    private static final int MAX_WAITING_LINES = Yard.MAX_WAITING_BYTES / 64;

    private QueuePerSession() {}

    public static void main(String[] args) throws IOException {
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            door.bind(new InetSocketAddress(Yard.port(args)), Yard.BACKLOG);
            Yard.listening("Queue", ((InetSocketAddress) door.getLocalAddress()).getPort(), "queue-per-session");
            UnaryOperator<String> nameOfRoom = Yard.rooms(args);
            ConcurrentMap<String, Set<Guest>> rooms = new ConcurrentHashMap<>();
            Function<String, Set<Guest>> roomOf =
                    guest -> rooms.computeIfAbsent(nameOfRoom.apply(guest), _ -> new LinkedHashSet<>());
            while (true) {
                new Guest(door.accept(), roomOf).start();
            }
        }
    }

    /** Reads on one thread and writes on another. */
    private static final class Guest implements LineCutter.Sink {
        private final SocketChannel channel;
        private final Function<String, Set<Guest>> roomOf;
        private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(MAX_WAITING_LINES);

        // Owned by the reader.
        private @Nullable Thread writer;
        private final LineCutter cutter = new LineCutter(Yard.MAX_LINE_BYTES);
        private byte[] prefix = {};

        /**
         * Null until he has a name. Guarded by itself; held while a line goes into all queues, so that all hear lines in one
         * order.
         */
        private @Nullable Set<Guest> room;

        Guest(SocketChannel channel, Function<String, Set<Guest>> roomOf) {
            this.channel = channel;
            this.roomOf = roomOf;
        }

        void start() throws IOException {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            try (channel) {
                send(ByteBuffer.wrap(Yard.PROMPT));
                while (channel.read(buffer.clear()) >= 0) {
                    cutter.cut(buffer.flip(), this);
                }
            } catch (IOException e) {
                // Reset by its peer, or closed as a slow reader.
            } finally {
                leave();
            }
        }

        private void leave() {
            Set<Guest> room = this.room;
            if (room != null) {
                synchronized (room) {
                    room.remove(this);
                }
            }
            if (writer != null) {
                writer.interrupt();
            }
        }

        @Override
        public void line(ByteBuffer line) {
            Set<Guest> room = this.room;
            if (room == null) {
                join(UTF_8.decode(line).toString().strip());
                return;
            }
            byte[] frame = new byte[prefix.length + line.remaining() + 1];
            System.arraycopy(prefix, 0, frame, 0, prefix.length);
            line.get(frame, prefix.length, line.remaining());
            frame[frame.length - 1] = '\n';
            synchronized (room) {
                for (Guest member : room) {
                    if (member != this) {
                        member.send(frame);
                    }
                }
            }
        }

        /** Nothing goes out before the welcome, and who has read that hears every line: so the writer starts last. */
        private void join(String name) {
            Set<Guest> room = roomOf.apply(name);
            prefix = Yard.prefix(name);
            send(Yard.WELCOME);
            synchronized (room) {
                room.add(this);
            }
            this.room = room;
            writer = Thread.ofVirtual().start(this::write);
        }

        @Override
        public void tooLong() {
            close();
        }

        void send(byte[] frame) {
            if (!waiting.offer(frame)) {
                close();
            }
        }

        private void write() {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            try (channel) {
                while (true) {
                    byte[] frame = waiting.take();
                    do {
                        buffer.put(frame);
                        frame = buffer.remaining() >= MAX_FRAME_BYTES ? waiting.poll() : null;
                    } while (frame != null);
                    send(buffer.flip());
                    buffer.clear();
                }
            } catch (IOException | InterruptedException e) {
                // The guest has gone.
            }
        }

        private void send(ByteBuffer lines) throws IOException {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // Then it is gone.
            }
        }
    }
}
