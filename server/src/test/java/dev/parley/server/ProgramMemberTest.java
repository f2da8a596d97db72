package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Member;
import dev.parley.api.Room;
import dev.parley.api.RoomListener;
import dev.parley.transport.simulated.Simulation;
import dev.parley.wire.Sent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program that takes part in a room without a socket. */
class ProgramMemberTest {
    private final Simulation simulation = Line.simulation(0);
    private final ChatServer server = ChatServer.create(
            ChatOptions.defaults().withLimits(Limits.none()).withTranscriptBytes(64 * 1024), ChatListener.NONE, simulation.scheduler());
    private final Endpoint endpoint;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final RoomListener listener = new RoomListener() {
        @Override
        public void said(String name, String text) {
            heard.add(name + ": " + text);
        }

        @Override
        public void notice(String text) {
            heard.add("* " + text);
        }

        @Override
        public void left(CloseReason reason) {
            heard.add("left: " + reason.getClass().getSimpleName());
        }
    };

    ProgramMemberTest() throws IOException {
        endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void hearsOthersButNotItself() {
        Member bot = join("bot", tasks::add);
        Line ann = joinAsGuest("ann");
        ann.sends("hi bot\n");
        assertThat(bot.say("hi ann\nno second line")).isEqualTo(Sent.ACCEPTED);
        runTasks();
        assertThat(heard).containsExactly("* ann has joined.", "ann: hi bot");
        assertThat(ann.gets()).isEqualTo("<bot> hi ann\uFFFDno second line\n");
        assertThat(server.room().members()).containsExactly("bot", "ann");
    }

    @Test
    void itsNameObeysTheRules() {
        joinAsGuest("ann");
        assertThat(server.room().join("ANN", tasks::add, listener)).isInstanceOf(Room.Joined.Refused.class);
        assertThat(server.room().join("a b", tasks::add, listener)).isInstanceOf(Room.Joined.Refused.class);
    }

    @Test
    void hearsWhatWasSaidBeforeItLeft() {
        Member bot = join("bot", tasks::add);
        Line ann = joinAsGuest("ann");
        ann.sends("before\n");
        bot.leave();
        bot.leave();
        ann.sends("after\n");
        runTasks();
        assertThat(heard).containsExactly("* ann has joined.", "ann: before", "left: Ended");
        assertThat(bot.say("too late")).isEqualTo(Sent.CLOSED);
        assertThat(ann.gets()).isEqualTo("* bot has left.\n");
    }

    @Test
    void aListenerThatThrowsIsOutAndNobodyElseNotices() {
        Line ann = joinAsGuest("ann");
        Line bob = joinAsGuest("bob");
        server.room().join("bot", Runnable::run, (name, text) -> {
            throw new IllegalStateException("on purpose");
        });
        ann.gets();
        bob.sends("one\ntwo\n");
        assertThat(ann.gets()).isEqualTo("<bob> one\n<bob> two\n* bot has left.\n");
        assertThat(server.room().members()).containsExactly("ann", "bob");
    }

    @Test
    void aListenerThatDoesNotComeAlongFallsBehind() {
        join("bot", tasks::add);
        Line ann = joinAsGuest("ann");
        for (int i = 0; i < 100; i++) {
            ann.sends("x".repeat(4000) + "\n");
        }
        runTasks();
        simulation.settle();
        assertThat(heard.getLast()).isEqualTo("left: FellBehind");
        assertThat(server.room().members()).containsExactly("ann");
    }

    @Test
    void anExecutorThatRefusesEndsTheMembership() {
        anExecutorThatThrowsEndsTheMembership(new RejectedExecutionException("on purpose"));
    }

    @Test
    void anExecutorThatBreaksEndsTheMembership_andNotTheSpeakers() {
        anExecutorThatThrowsEndsTheMembership(new IllegalStateException("on purpose"));
    }

    private void anExecutorThatThrowsEndsTheMembership(RuntimeException failure) {
        boolean[] works = {true};
        join("bot", task -> {
            if (!works[0]) {
                throw failure;
            }
            tasks.add(task);
        });
        runTasks();
        works[0] = false;
        Line ann = joinAsGuest("ann");
        ann.sends("anybody?\n");
        simulation.settle();
        assertThat(server.room().members()).containsExactly("ann");
    }

    @Test
    void aBotMayAnswerFromItsListener() {
        Member[] bot = new Member[1];
        bot[0] = join("echo", Runnable::run, (name, text) -> assertThat(bot[0].say(name + " said " + text))
                .isEqualTo(Sent.ACCEPTED));
        Line ann = joinAsGuest("ann");
        ann.sends("one\ntwo\n");
        assertThat(ann.gets()).isEqualTo("<echo> ann said one\n<echo> ann said two\n");
    }

    @Test
    void leavesWhenTheServerStops() {
        join("bot", tasks::add);
        server.close();
        runTasks();
        assertThat(heard).containsExactly("* The server is stopping.", "left: Stopped");
    }

    private Member join(String name, Executor executor) {
        return join(name, executor, listener);
    }

    private Member join(String name, Executor executor, RoomListener listener) {
        return switch (server.room().join(name, executor, listener)) {
            case Room.Joined.As(Member member) -> member;
            case Room.Joined.Refused(String why) -> throw new AssertionError(why);
        };
    }

    private Line joinAsGuest(String name) {
        Line guest = Line.connect(simulation, endpoint).sends(name + "\n");
        guest.gets();
        return guest;
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
