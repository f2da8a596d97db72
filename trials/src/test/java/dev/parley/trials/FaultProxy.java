package dev.parley.trials;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Stands between guests and a server, on the loopback interface, and does to the bytes of each connection what its
 * {@link Fault} says. Two virtual threads carry a connection, one each way. Thread: any.
 */
final class FaultProxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final ServerSocket door;
    private final SplittableRandom seeds;

    /** For the connections to come, in their order. */
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAdder connections = new LongAdder();
    private final LongAdder pieces = new LongAdder();
    private final LongAdder pauses = new LongAdder();
    private final LongAdder ends = new LongAdder();

    private FaultProxy(InetSocketAddress server, long seed) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        this.seeds = new SplittableRandom(seed);
    }

    static FaultProxy before(InetSocketAddress server, long seed) throws IOException {
        FaultProxy proxy = new FaultProxy(server, seed);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    /** A guest whose connection suffers from {@code fault}. One at a time: the next connection is his. */
    Caller join(String name, Fault fault) throws IOException {
        faults.add(fault);
        return Caller.join(address(), name);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    /** What it has done so far. */
    String deeds() {
        return "%d connections, %d pieces, %d pauses, %d connections ended by the proxy"
                .formatted(connections.sum(), pieces.sum(), pauses.sum(), ends.sum());
    }

    long ends() {
        return ends.sum();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket guest = door.accept();
                Fault fault = faults.poll();
                connect(guest, fault == null ? Fault.delay() : fault, seeds.split());
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private void connect(Socket guest, Fault fault, SplittableRandom dice) {
        try {
            Socket session = new Socket(server.getAddress(), server.getPort());
            connections.increment();
            open.add(guest);
            open.add(session);
            guest.setTcpNoDelay(true);
            session.setTcpNoDelay(true);
            SplittableRandom otherDice = dice.split();
            Thread.startVirtualThread(() -> carry(guest, session, fault, dice));
            Thread.startVirtualThread(() -> carry(session, guest, fault, otherDice));
        } catch (IOException e) {
            close(guest, Fault.End.RESET);
        }
    }

    private void carry(Socket from, Socket to, Fault fault, RandomGenerator dice) {
        byte[] buffer = new byte[4096];
        long passed = 0;
        try {
            for (int bytes = from.getInputStream().read(buffer); bytes >= 0; bytes = from.getInputStream().read(buffer)) {
                int known = (int) Math.min(bytes, fault.passedBytes() - passed);
                pass(buffer, known, to, fault, dice);
                passed += known;
                if (passed == fault.passedBytes()) {
                    if (end(from, to, fault.end())) {
                        ends.increment();
                    }
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            // As it is on one side, so it will be on the other.
            end(from, to, Fault.End.RESET);
        }
    }

    private void pass(byte[] buffer, int bytes, Socket to, Fault fault, RandomGenerator dice) throws IOException {
        for (int at = 0; at < bytes; ) {
            int piece = Math.min(bytes - at, dice.nextInt(1, fault.mostPieceBytes() + 1));
            pause(fault.longestPause(), dice);
            to.getOutputStream().write(buffer, at, piece);
            pieces.increment();
            at += piece;
        }
    }

    private void pause(Duration longest, RandomGenerator dice) {
        if (longest.isPositive()) {
            pauses.increment();
            LockSupport.parkNanos(dice.nextLong(longest.toNanos()));
        }
    }

    /** Returns whether it was open. */
    private boolean end(Socket one, Socket other, Fault.End how) {
        boolean wasOpen = open.remove(one);
        wasOpen |= open.remove(other);
        close(one, how);
        close(other, how);
        return wasOpen;
    }

    private static void close(Socket socket, Fault.End how) {
        try {
            if (how == Fault.End.RESET) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(socket -> close(socket, Fault.End.RESET));
    }
}
