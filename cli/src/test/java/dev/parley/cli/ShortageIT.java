package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server program where the system gives it no more of something. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs ulimit, /dev/full and all of 127.0.0.0/8")
class ShortageIT {
    private static final int DESCRIPTORS = 96;

    /** More than the server has descriptors for, and no more than the kernel keeps for it. */
    private static final int CROWD = 120;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void withoutDescriptors_guestsChatOn_andThoseWhoKnockGetInLater(String transport) throws Exception {
        try (Program server = Program.startAfter(
                "ulimit -n " + DESCRIPTORS, "server", "--port", "0", "--transport", transport, "--no-limits")) {
            int port = ServerCommandIT.portOf(server.awaitLine(), transport);
            try (Guest ann = new Guest(port);
                    Guest bob = new Guest(port)) {
                ann.join("ann", true);
                bob.join("bob", true);
                ann.gets("* bob has joined.\n");
                long begin = System.nanoTime();
                List<Guest> crowd = crowd(port);
                server.awaitError("cannot accept");
                talk(ann, bob);
                try (Guest eve = new Guest(port)) {
                    close(crowd);
                    eve.join("eve", true);
                    ann.gets("* eve has joined.\n");
                    assertFewAttempts(server.awaitError("accepts again"), begin);
                    talk(ann, eve);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void onAFullDisk_guestsChatOn_andTermStopsIt(String transport) throws Exception {
        chatAndStop("exec >/dev/full 2>/dev/full", transport);
    }

    /** A pipe that is full already, and that nobody reads from, though somebody could. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "virtual", "platform"})
    void whereNobodyReadsWhatItPrints_guestsChatOn_andTermStopsIt(String transport, @TempDir Path folder) throws Exception {
        String pipe = "'" + folder.resolve("pipe") + "'";
        String fill = "dd if=/dev/zero of=" + pipe + " oflag=nonblock bs=4096 count=1024 2>/dev/null";
        chatAndStop(
                "mkfifo " + pipe + "; exec 3<>" + pipe + "; " + fill + "; exec >" + pipe + " 2>" + pipe, transport);
    }

    private static void chatAndStop(String setup, String transport) throws Exception {
        InetSocketAddress address = addressOfOurOwn();
        try (Program server = Program.startAfter(
                setup,
                "server",
                "--bind",
                address.getAddress().getHostAddress(),
                "--port",
                String.valueOf(address.getPort()),
                "--transport",
                transport)) {
            try (Guest ann = awaitGuest(address);
                    Guest bob = new Guest(address)) {
                ann.join("ann", true);
                bob.join("bob", true);
                ann.gets("* bob has joined.\n");
                talk(ann, bob);
                server.terminate();
                ann.gets("* The server is stopping.\n");
                ann.getsTheEnd();
                bob.gets("* The server is stopping.\n");
                bob.getsTheEnd();
            }
            assertThat(server.awaitExit()).isZero();
        }
    }

    /** It cannot say which port it has got; so it gets an address on which nobody else can have taken it. */
    private static InetSocketAddress addressOfOurOwn() throws UnknownHostException {
        long pid = ProcessHandle.current().pid();
        byte[] address = {127, (byte) (1 + (pid >> 16) % 250), (byte) (pid >> 8), (byte) (1 + pid % 250)};
        return new InetSocketAddress(InetAddress.getByAddress(address), 12000);
    }

    /** Until it listens, it refuses; the test's own time limit ends that. */
    private static Guest awaitGuest(InetSocketAddress address) {
        for (; ; ) {
            try {
                return new Guest(address);
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static List<Guest> crowd(int port) throws IOException {
        List<Guest> crowd = new ArrayList<>();
        while (crowd.size() < CROWD) {
            crowd.add(new Guest(port));
        }
        return crowd;
    }

    private static void close(List<Guest> crowd) throws IOException {
        for (Guest guest : crowd) {
            guest.close();
        }
    }

    private static void talk(Guest one, Guest other) throws IOException {
        for (int i = 0; i < 50; i++) {
            one.types("line " + i + "\n");
            other.types("answer " + i + "\n");
        }
        for (int i = 0; i < 50; i++) {
            other.gets("<" + one.name() + "> line " + i + "\n");
            one.gets("<" + other.name() + "> answer " + i + "\n");
        }
    }

    /** One every 100 ms at the most. */
    private static void assertFewAttempts(String acceptsAgain, long begin) {
        Matcher matcher = Pattern.compile("after (\\d+) attempts").matcher(acceptsAgain);
        assertThat(matcher.find()).as(acceptsAgain).isTrue();
        long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertThat(Long.parseLong(matcher.group(1))).isLessThanOrEqualTo(1 + elapsedMillis / 100);
    }
}
