package dev.parley.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All sessions of the generator, on one selector. Thread: the generator's only one; nothing happens but in {@link #turn} and
 * {@link #join}.
 */
final class Crowd implements Closeable {
    private static final int READ_BYTES = 256 * 1024;
    private static final int SLEEPERS_RECEIVE_BYTES = 4096;

    private final Dialect dialect;
    private final SocketAddress server;
    private final Function<SocketChannel, Connection> connections;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final Consumer<SelectionKey> attend = this::attend;
    private final List<Member> members = new ArrayList<>();
    private int joined;

    /** @param connections what is spoken over a socket */
    Crowd(Dialect dialect, SocketAddress server, Function<SocketChannel, Connection> connections) throws IOException {
        this.dialect = dialect;
        this.server = server;
        this.connections = connections;
    }

    int size() {
        return members.size();
    }

    /**
     * Lets them join, and gives everybody who is in the room an ear.
     *
     * @param atOnce how many may be on their way at once
     */
    void join(List<Member> newcomers, int atOnce, Ear ear, Duration deadline) throws IOException {
        if (members.size() + newcomers.size() > LoadPlan.MAX_SESSIONS) {
            throw new LoadFailure("the generator can hold " + LoadPlan.MAX_SESSIONS + " sessions, not more");
        }
        long end = System.nanoTime() + deadline.toNanos();
        int wanted = joined + newcomers.size();
        Iterator<Member> waiting = newcomers.iterator();
        while (joined < wanted) {
            while (waiting.hasNext() && members.size() - joined < atOnce) {
                connect(waiting.next(), ear);
            }
            turn(10);
            if (System.nanoTime() > end) {
                throw new LoadFailure((wanted - joined) + " of " + wanted + " members were not let in within "
                        + deadline.toSeconds() + " s");
            }
        }
    }

    private void connect(Member member, Ear then) throws IOException {
        SocketChannel channel = SocketChannel.open();
        members.add(member);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (member.sleeps) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SLEEPERS_RECEIVE_BYTES);
        }
        Handshake handshake = dialect.handshake(member.name, member.hall.name, member.role);
        member.ear = (newcomer, in) -> introduce(newcomer, handshake, in, then);
        Connecting connecting = new Connecting(member, handshake);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, connecting);
        member.connected(channel, connections.apply(channel), key);
        if (channel.connect(server)) {
            connected(connecting);
        }
    }

    private record Connecting(Member member, Handshake handshake) {}

    /** Also called when more has arrived of what has to come before the first byte. */
    private static void connected(Connecting connecting) throws IOException {
        Member member = connecting.member;
        member.key().interestOps(SelectionKey.OP_READ);
        if (member.connection().establish()) {
            member.key().attach(member);
            member.send(connecting.handshake.hello());
        }
    }

    private void introduce(Member newcomer, Handshake handshake, ByteBuffer in, Ear then) {
        int before;
        do {
            before = in.position();
            answer(newcomer, handshake.hear(in));
        } while (!handshake.isJoined() && in.position() > before);
        if (!handshake.isJoined()) {
            return;
        }
        joined++;
        if (newcomer.sleeps) {
            newcomer.key().interestOps(0);
            newcomer.ear = Ear.DEAF;
        } else {
            newcomer.ear = then;
        }
        newcomer.ear.hear(newcomer, in);
    }

    private static void answer(Member newcomer, byte[] words) {
        try {
            newcomer.send(words);
        } catch (IOException e) {
            throw new LoadFailure("the connection of " + newcomer.name + " broke: " + e.getMessage());
        }
    }

    /** Gives all who read a new ear. */
    void hearWith(Ear ear) {
        members.stream().filter(member -> !member.sleeps).forEach(member -> member.ear = ear);
    }

    /**
     * Handles what has happened on the sockets, each of them once at most.
     *
     * @param atMostMillis how long it waits for something; 0 for not at all
     * @return how many sockets something had happened on
     */
    int turn(long atMostMillis) throws IOException {
        return atMostMillis == 0 ? selector.selectNow(attend) : selector.select(attend, atMostMillis);
    }

    private void attend(SelectionKey key) {
        if (key.attachment() instanceof Member member) {
            attend(member, key);
        } else if (key.attachment() instanceof Connecting connecting) {
            try {
                connecting.member.channel().finishConnect();
                connected(connecting);
            } catch (IOException e) {
                throw new LoadFailure("the server did not let " + connecting.member.name + " connect: " + e.getMessage());
            }
        }
    }

    private void attend(Member member, SelectionKey key) {
        try {
            if (key.isWritable()) {
                member.flush();
            }
            if (key.isReadable()) {
                read(member);
            }
        } catch (IOException e) {
            throw new LoadFailure("the connection of " + member.name + " broke: " + e.getMessage());
        }
    }

    private void read(Member member) throws IOException {
        do {
            readOnce(member);
        } while (member.connection().holdsInput());
    }

    private void readOnce(Member member) throws IOException {
        buffer.clear();
        byte[] begun = member.begun;
        if (begun != null) {
            buffer.put(begun);
            member.begun = null;
        }
        if (member.connection().read(buffer) < 0) {
            throw new LoadFailure("the server closed the connection of " + member.name);
        }
        buffer.flip();
        member.ear.hear(member, buffer);
        if (buffer.hasRemaining()) {
            byte[] rest = new byte[buffer.remaining()];
            buffer.get(rest);
            member.begun = rest;
        }
    }

    /** Drops all connections, so that nothing of them is left in the kernel. */
    void drop() throws IOException {
        for (Member member : members) {
            member.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
            member.channel().close();
        }
        members.clear();
        joined = 0;
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        drop();
        selector.close();
    }
}
