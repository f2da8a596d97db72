package dev.parley.client.doubles;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that does nothing by itself: the test accepts a guest and says what he gets. Listens on a free port of loopback;
 * closing it closes its guests.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Guest> guests = new CopyOnWriteArrayList<>();

    public ScriptedServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(10_000);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** The next guest; fails if none comes within 10 s. */
    public Guest accept() throws IOException {
        Guest guest = new Guest(listening.accept());
        guests.add(guest);
        return guest;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Guest guest : guests) {
            guest.close();
        }
    }
}
