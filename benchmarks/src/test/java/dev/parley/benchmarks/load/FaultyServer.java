package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.wire.Greeting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A small chat server in this process, right but for one fault. Each line is relayed under a lock, so there is one order. */
final class FaultyServer implements AutoCloseable {
    private static final Duration STALL = Duration.ofMillis(50);

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Fault fault;
    private final int faultAtLine;

    // Guarded by this.
    private final List<Guest> guests = new ArrayList<>();
    private int lines;
    private @Nullable Line held;
    private boolean isSwapped;

    private record Line(Guest speaker, String text) {}

    private record Guest(String name, Socket socket, OutputStream out) {
        void receive(String text) {
            try {
                out.write(text.getBytes(US_ASCII));
            } catch (IOException e) {
                // He has gone.
            }
        }
    }

    /** @param faultAtLine the number of lines after which it goes wrong; the first two only settle the room */
    FaultyServer(Fault fault, int faultAtLine) throws IOException {
        this.fault = fault;
        this.faultAtLine = faultAtLine;
        Thread.ofVirtual().start(this::accept);
    }

    Target target() {
        return new Target("parley", "127.0.0.1", socket.getLocalPort(), ProcessHandle.current().pid(), false, Target.JOINS_AT_ONCE, null);
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = socket.accept();
                Thread.ofVirtual().start(() -> serve(accepted));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            accepted.setTcpNoDelay(true);
            OutputStream out = accepted.getOutputStream();
            BufferedReader in = new BufferedReader(new InputStreamReader(accepted.getInputStream(), US_ASCII));
            out.write(Greeting.PROMPT.getBytes(US_ASCII));
            String name = in.readLine();
            if (name == null) {
                return;
            }
            Guest guest = new Guest(name, accepted, out);
            join(guest);
            in.lines().forEach(text -> say(guest, text));
        } catch (IOException | UncheckedIOException e) {
            // He has gone.
        }
    }

    private synchronized void join(Guest guest) {
        guest.receive(Greeting.WELCOME + '\n');
        guests.add(guest);
    }

    private synchronized void say(Guest speaker, String text) {
        lines++;
        Line line = new Line(speaker, "<" + speaker.name() + "> " + text + '\n');
        if (fault == Fault.SWALLOW_ALL && lines > faultAtLine) {
            return;
        }
        if (fault == Fault.STALL && lines == faultAtLine) {
            LockSupport.parkNanos(STALL.toNanos());
        }
        Guest victim = victimOf(speaker);
        guests.stream()
                .filter(guest -> !guest.equals(speaker) && !guest.equals(victim))
                .forEach(guest -> guest.receive(line.text()));
        if (lines >= faultAtLine && fault == Fault.SWAP_LINES) {
            swap(victim, line);
        } else if (lines >= faultAtLine && fault == Fault.WITHHOLD_THE_LAST && victim.equals(guests.getLast())) {
            victim.receive(held == null ? "" : held.text());
            held = line;
        } else {
            victim.receive(lines == faultAtLine ? broken(line.text()) : line.text());
        }
        if (lines == faultAtLine && fault == Fault.ECHO_A_LINE) {
            speaker.receive(line.text());
        }
    }

    /** The last one, or if he speaks the first one. */
    private Guest victimOf(Guest speaker) {
        return speaker.equals(guests.getLast()) ? guests.getFirst() : guests.getLast();
    }

    private String broken(String line) {
        return switch (fault) {
            case LOSE_A_LINE -> "";
            case DOUBLE_A_LINE -> line + line;
            case CUT_A_LINE -> line.substring(0, line.length() / 2);
            case CHANGE_A_LINE -> line.replace("abc", "abd");
            default -> line;
        };
    }

    /** Holds a line of the last guest's until one of another speaker comes, and gives him that one first; once. */
    private void swap(Guest victim, Line line) {
        Line first = held;
        if (isSwapped || !victim.equals(guests.getLast())) {
            victim.receive(line.text());
        } else if (first == null) {
            held = line;
        } else if (first.speaker().equals(line.speaker())) {
            victim.receive(first.text());
            held = line;
        } else {
            victim.receive(line.text());
            victim.receive(first.text());
            isSwapped = true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        synchronized (this) {
            for (Guest guest : guests) {
                guest.socket().close();
            }
        }
    }
}
