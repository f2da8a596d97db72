package dev.parley.client;

import static dev.parley.wire.Greeting.PROMPT;
import static dev.parley.wire.Greeting.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.doubles.Guest;
import dev.parley.client.doubles.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client in the room, against a server of which every byte is scripted. */
class ChatClientTest {
    private final ScriptedServer server;
    private final RecordingListener listener = new RecordingListener();
    private final List<ChatClient> clients = new ArrayList<>();

    ChatClientTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void closeAll() throws IOException {
        server.close();
        clients.forEach(ChatClient::close);
    }

    @Test
    void standardProfile() throws Exception {
        Seat seat = join(WELCOME + "\n<bob> hi\n* cem joined\nwhat\n", listener);
        assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Said("bob", "hi"));
        assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Notice("cem joined"));
        assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Other("what"));
        seat.client.say("hello");
        assertThat(seat.guest.recvLine()).isEqualTo("hello\n");
    }

    @Test
    void classicProfile_gluesTheFirstLineToTheWelcome() throws Exception {
        join(WELCOME + "<bob> hi\n", listener);
        assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Said("bob", "hi"));
    }

    @Test
    void say_neverMakesTwoLines() throws Exception {
        Seat seat = join(WELCOME, listener);
        seat.client.say("a\nb\r\u001bc\td");
        assertThat(seat.guest.recvLine()).isEqualTo("a\uFFFDb\uFFFD\uFFFDc\td\n");
    }

    @Test
    void say_fromManyThreads_neverMixesLines() throws Exception {
        Seat seat = join(WELCOME, listener);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String line = String.valueOf(i).repeat(1000);
            threads.add(Thread.ofVirtual().start(() -> sayOften(seat.client, line)));
        }
        for (int i = 0; i < 8 * 50; i++) {
            assertThat(seat.guest.recvLine()).matches("(\\d)\\1{999}\n");
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void listenerCanAnswer() throws Exception {
        Seat seat = join(WELCOME + "\n<bob> hi\n", (self, line) -> self.say("echo " + line.text()));
        assertThat(seat.guest.recvLine()).isEqualTo("echo hi\n");
    }

    @Test
    void serverClosesInMidLine_thePieceIsALine() throws Exception {
        Seat seat = join(WELCOME + "\n<bob> h", listener);
        seat.guest.close();
        assertThat(listener.awaitLine()).isEqualTo(new ChatLine.Said("bob", "h"));
        assertThat(listener.awaitEnding()).isEqualTo(new Ending.ServerClosed());
        assertThatIOException().isThrownBy(() -> seat.client.say("anybody?"))
                .withMessage("Nothing can be said: the server closed the connection");
    }

    @Test
    void reset_isAConnectionLost() throws Exception {
        Seat seat = join(WELCOME + "\n", listener);
        seat.guest.reset();
        assertThat(listener.awaitEnding()).isInstanceOf(Ending.ConnectionLost.class);
        assertThatIOException().isThrownBy(() -> seat.client.say("anybody?")).withCauseInstanceOf(IOException.class);
    }

    @Test
    void listenerThatThrows_endsTheChat() throws Exception {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Seat seat = join(WELCOME + "\n<bob> hi\n<bob> again\n", new FailingListener(ending));
        assertThat(ending.get(10, TimeUnit.SECONDS)).hasToString("the listener failed: java.io.IOException: hi");
        assertThat(seat.guest.recvAll()).isEmpty();
    }

    @Test
    void close_endsTheReader_andIsIdempotent() throws Exception {
        Seat seat = join(WELCOME + "\n", listener);
        seat.client.close();
        seat.client.close();
        assertThat(listener.awaitEnding()).isEqualTo(new Ending.Closed());
        assertThat(seat.guest.recvAll()).isEmpty();
        assertThatIOException().isThrownBy(() -> seat.client.say("anybody?"));
    }

    @Test
    void close_freesASenderThatTheServerDoesNotRead() throws Exception {
        Seat seat = join(WELCOME + "\n", listener);
        Thread sender = Thread.ofVirtual().start(() -> sayUntilItFails(seat.client));
        // Something was sent; whether the sender waits already makes no difference to what must happen.
        seat.guest.recv();
        seat.client.close();
        assertThat(sender.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void withoutAListener_linesAreTakenOneByOne() throws Exception {
        Seat seat = joinWithoutListener(WELCOME + "<bob> hi\n<bob> ho\n");
        Iterator<ChatLine> lines = seat.client.lines();
        assertThat(lines.next()).isEqualTo(new ChatLine.Said("bob", "hi"));
        assertThat(lines.hasNext()).isTrue();
        assertThat(lines.hasNext()).isTrue();
        assertThat(lines.next()).isEqualTo(new ChatLine.Said("bob", "ho"));
        seat.guest.send("* late\n");
        seat.guest.close();
        assertThat(lines.next()).isEqualTo(new ChatLine.Notice("late"));
        assertThat(lines.hasNext()).isFalse();
        assertThatThrownBy(lines::next).isInstanceOf(NoSuchElementException.class);
        assertThatIOException().isThrownBy(() -> seat.client.say("anybody?"));
    }

    @Test
    void withoutAListener_closeEndsTheWaitForALine() throws Exception {
        Seat seat = joinWithoutListener(WELCOME + "\n");
        CompletableFuture<Boolean> hasNext =
                CompletableFuture.supplyAsync(seat.client.lines()::hasNext, Thread::startVirtualThread);
        seat.client.close();
        assertThat(hasNext.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void withoutAListener_aLostConnectionIsThrown() throws Exception {
        Seat seat = joinWithoutListener(WELCOME + "\n");
        seat.guest.reset();
        assertThatThrownBy(seat.client.lines()::hasNext).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void withAListener_linesCannotBeTaken() throws Exception {
        Seat seat = join(WELCOME + "\n", listener);
        assertThatIllegalStateException().isThrownBy(seat.client::lines);
    }

    private static void sayOften(ChatClient client, String line) {
        for (int i = 0; i < 50; i++) {
            try {
                client.say(line);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void sayUntilItFails(ChatClient client) {
        try {
            while (true) {
                client.say("x".repeat(100_000));
            }
        } catch (IOException e) {
            // As it should.
        }
    }

    /** Both ends of one connection. */
    private record Seat(ChatClient client, Guest guest) {}

    /** Connects; the server has {@code welcome} for an answer to whatever name. */
    private Seat join(String welcome, ChatListener to) throws Exception {
        return join(welcome, port -> ChatClient.connect("127.0.0.1", port, "ann", to));
    }

    private Seat joinWithoutListener(String welcome) throws Exception {
        return join(welcome, port -> ChatClient.connect("127.0.0.1", port, "ann"));
    }

    private interface Connect {
        ChatClient to(int port) throws IOException;
    }

    private Seat join(String welcome, Connect connect) throws Exception {
        CompletableFuture<Guest> guest = CompletableFuture.supplyAsync(() -> {
            try {
                return accept(welcome);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }, Thread::startVirtualThread);
        ChatClient client = connect.to(server.address().getPort());
        clients.add(client);
        return new Seat(client, guest.get(10, TimeUnit.SECONDS));
    }

    private Guest accept(String welcome) throws IOException {
        Guest guest = server.accept();
        guest.send(PROMPT);
        guest.recv();
        guest.send(welcome);
        return guest;
    }

    private record FailingListener(CompletableFuture<Ending> ending) implements ChatListener {
        @Override
        public void line(ChatClient client, ChatLine line) throws IOException {
            throw new IOException(line.text());
        }

        @Override
        public void ended(ChatClient client, Ending how) {
            ending.complete(how);
        }
    }
}
