package dev.parley.client.doubles;

import dev.parley.wire.Greeting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The classic two-script chat as its wire shows it, with its flaws: the name is whatever one read brings, and taken inside
 * the accept loop; the rest is relayed read by read, unframed, with one prefix each.
 */
public final class OriginalServer implements AutoCloseable {
    private final ScriptedServer listening = new ScriptedServer();
    private final List<Guest> room = new CopyOnWriteArrayList<>();

    public OriginalServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    public InetSocketAddress address() {
        return listening.address();
    }

    private void accept() {
        try {
            while (true) {
                Guest guest = listening.accept();
                room.add(guest);
                guest.send(Greeting.PROMPT);
                String name = guest.recv().stripTrailing();
                guest.send(Greeting.WELCOME);
                Thread.ofVirtual().start(() -> relay(guest, name));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void relay(Guest guest, String name) {
        try (guest) {
            for (String text = guest.recv(); !text.isEmpty(); text = guest.recv()) {
                broadcast(guest, '<' + name + "> " + text);
            }
        } catch (IOException e) {
            // Closed, or the guest is gone.
        } finally {
            room.remove(guest);
        }
    }

    private void broadcast(Guest from, String text) throws IOException {
        for (Guest to : room) {
            if (to != from) {
                to.send(text);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
