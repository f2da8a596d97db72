package dev.parley.benchmarks.run;

import dev.parley.api.Endpoint;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.wire.SegmentPool;
import dev.parley.wire.Transcript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Many rooms behind one port, from Parley's transports and its wire: a guest's name says where he goes, {@code r0017-00002} into
 * room {@code r0017}. Prompt, welcome and lines are those of {@code ./parley server}, which has one room only.
 *
 * <p>Arguments: the transport's name, and its number of event loops.
 */
public final class RoomsServer {
    /** Those of {@code ChatServer} and its defaults. */
    private static final long MAX_IDLE_SEGMENT_BYTES = 64L * 1024 * 1024;

    private static final int TRANSCRIPT_BYTES = 4 * 1024 * 1024;

    private final SegmentPool pool = new SegmentPool(MAX_IDLE_SEGMENT_BYTES);
    private final ConcurrentMap<String, Transcript> rooms = new ConcurrentHashMap<>();

    private RoomsServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Transport transport = ServiceLoader.load(Transport.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(args[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no transport " + args[0]));
        TransportOptions options = TransportOptions.defaults().withLoops(Integer.parseInt(args[1]));
        RoomsServer server = new RoomsServer();
        Endpoint endpoint = transport.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                options,
                session -> new RoomsGuest(session, server::room));
        System.out.println(
                "Rooms are listening on 127.0.0.1:" + endpoint.address().getPort() + " (" + transport.name() + ")");
        Thread.currentThread().join();
    }

    /** The room in which a guest of that name belongs; opened if there is none yet. */
    private Transcript room(String name) {
        int dash = name.indexOf('-');
        return rooms.computeIfAbsent(
                dash < 0 ? name : name.substring(0, dash), _ -> new Transcript(pool, TRANSCRIPT_BYTES));
    }
}
