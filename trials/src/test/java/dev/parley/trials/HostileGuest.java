package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One who wants to hurt the others. Nothing here waits. Thread: that of his {@link HostileCrowd}. */
final class HostileGuest {
    /** Counted for all of them together. */
    static final class Deeds {
        long connects;
        long resets;
        long halfCloses;
        long sentBytes;

        @Override
        public String toString() {
            return "%d connects, %d resets, %d half-closes, %d bytes of flood and garbage taken by the server"
                    .formatted(connects, resets, halfCloses, sentBytes);
        }
    }

    private static final int SMALL_BUFFER_BYTES = 2048;

    private final Hostility hostility;
    private final String name;
    private final InetSocketAddress server;
    private final Garbage garbage;
    private final Deeds deeds;
    private final ByteBuffer drain = ByteBuffer.allocate(16 * 1024);
    private ByteBuffer waiting = ByteBuffer.allocate(0);
    private @Nullable SocketChannel channel;
    private long dueNanos;

    HostileGuest(Hostility hostility, int number, InetSocketAddress server, SplittableRandom dice, Deeds deeds) {
        this.hostility = hostility;
        this.name = "x-" + hostility.words() + "-" + number;
        this.server = server;
        this.garbage = new Garbage(dice);
        this.deeds = deeds;
        this.dueNanos = System.nanoTime();
    }

    /** Does what is due. */
    void act() {
        long now = System.nanoTime();
        if (now - dueNanos < 0) {
            return;
        }
        dueNanos = now + hostility.every().toNanos();
        try {
            SocketChannel open = channel;
            if (open == null) {
                come();
            } else {
                attack(open);
            }
        } catch (IOException sentAway) {
            leave();
        }
    }

    private void come() throws IOException {
        SocketChannel open = SocketChannel.open();
        channel = open;
        if (hostility == Hostility.NOT_READING) {
            open.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER_BYTES);
        }
        open.connect(server);
        open.configureBlocking(false);
        deeds.connects++;
        waiting = ByteBuffer.wrap(switch (hostility) {
            case SILENT, HALF_NAMED -> new byte[0];
            default -> (name + "\n").getBytes(UTF_8);
        });
        send(open, 0);
    }

    private void attack(SocketChannel open) throws IOException {
        switch (hostility) {
            case SILENT -> drain(open);
            case HALF_NAMED -> {
                send(open, 'a');
                drain(open);
            }
            case FLOODING -> {
                flood(open, garbage.flood());
                drain(open);
            }
            case GARBAGE -> {
                flood(open, garbage.next());
                drain(open);
            }
            case NOT_READING -> flood(open, "/help\n".getBytes(UTF_8));
            case RESETTING -> {
                open.write(UTF_8.encode("half a li"));
                reset(open);
            }
            case HALF_CLOSED -> {
                if (open.socket().isOutputShutdown()) {
                    drain(open);
                } else {
                    open.shutdownOutput();
                    deeds.halfCloses++;
                }
            }
        }
    }

    private void flood(SocketChannel open, byte[] bytes) throws IOException {
        if (!waiting.hasRemaining()) {
            waiting = ByteBuffer.wrap(bytes);
        }
        send(open, 0);
    }

    /** As much of what waits as is taken, and then {@code more}, unless it is 0. */
    private void send(SocketChannel open, int more) throws IOException {
        deeds.sentBytes += open.write(waiting);
        if (more != 0) {
            deeds.sentBytes += open.write(ByteBuffer.wrap(new byte[] {(byte) more}));
        }
    }

    private void drain(SocketChannel open) throws IOException {
        int bytes = open.read(drain.clear());
        while (bytes == drain.capacity()) {
            bytes = open.read(drain.clear());
        }
        if (bytes < 0) {
            leave();
        }
    }

    private void reset(SocketChannel open) throws IOException {
        open.setOption(StandardSocketOptions.SO_LINGER, 0);
        deeds.resets++;
        leave();
    }

    void leave() {
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // He is gone all the same.
            }
        }
    }
}
