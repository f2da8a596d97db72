package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.transport.simulated.Simulation;
import dev.parley.transport.simulated.Weather;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * A whole room against a model, over any sequence of joining, talking, asking, leaving and waking: every member gets every
 * other member's line exactly once between his joining and his leaving, all in one order, nobody his own, and
 * nothing before the welcome.
 */
class RoomPropertyTest {
    private static final int GUESTS = 4;
    private static final int ANNOUNCE_UP_TO = 3;

    /** In calm weather a packet arrives after one, and is read after another. */
    private static final Duration MOMENT = Weather.calm().minDelay();

    @Property(tries = 300)
    void everyMemberGetsWhatTheModelSays(@ForAll("conversations") ActionChain<World> chain) {
        World end = chain.run();
        end.assertAllGot();
        end.close();
    }

    @Provide
    Arbitrary<ActionChain<World>> conversations() {
        return ActionChain.startWith(World::new)
                .withAction(3, new Joins())
                .withAction(6, new Says())
                .withAction(2, new Asks())
                .withAction(1, new Leaves())
                .withAction(4, new AMomentPasses())
                .withMaxTransformations(40);
    }

    static final class Joins implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return guests().map(who -> Transformer.mutate("g" + who + " joins", world -> world.join("g" + who)));
        }
    }

    static final class Says implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Combinators.combine(
                            guests(), Arbitraries.integers().between(1, 3), Arbitraries.integers().between(0, 20))
                    .as((who, lines, cut) -> Transformer.mutate(
                            "g" + who + " says " + lines + " lines, cut at " + cut,
                            world -> world.say("g" + who, lines, cut)));
        }
    }

    static final class Asks implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return guests().map(who -> Transformer.mutate("g" + who + " asks who", world -> world.ask("g" + who)));
        }
    }

    static final class Leaves implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Combinators.combine(guests(), Arbitraries.of(true, false))
                    .as((who, quits) -> Transformer.mutate(
                            "g" + who + (quits ? " quits" : " hangs up"), world -> world.leave("g" + who, quits)));
        }
    }

    static final class AMomentPasses implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.just(Transformer.mutate("a moment passes", world -> world.simulation.pass(MOMENT)));
        }
    }

    private static Arbitrary<Integer> guests() {
        return Arbitraries.integers().between(0, GUESTS - 1);
    }

    /** A guest, and everything he must get. */
    private record Member(Line line, StringBuilder expected) {}

    static final class World {
        final Simulation simulation = Line.simulation(0);
        final ChatServer server = ChatServer.create(
                ChatOptions.defaults().withAnnounceUpTo(ANNOUNCE_UP_TO), ChatListener.NONE, simulation.scheduler());
        private final Endpoint endpoint;
        private final Map<String, Member> members = new LinkedHashMap<>();
        private int lines;

        World() {
            try {
                endpoint = server.open(simulation.transport(), new InetSocketAddress(0));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void close() {
            members.values().forEach(member -> member.line.hangsUp());
            server.close();
        }

        void join(String name) {
            if (members.containsKey(name)) {
                return;
            }
            Member member = new Member(Line.connect(simulation, endpoint), new StringBuilder());
            members.put(name, member);
            hears(member.line, name + "\n");
            member.expected.append("Please enter your username: You are connected to chatroom.\n");
            announce("* " + name + " has joined.\n", name, members.size());
        }

        void say(String name, int count, int cut) {
            Member author = members.get(name);
            if (author == null) {
                return;
            }
            StringBuilder said = new StringBuilder();
            for (int i = 0; i < count; i++) {
                String line = "line " + lines++ + "\n";
                said.append(line);
                tell("<" + name + "> " + line, name);
            }
            int place = Math.min(cut, said.length());
            hears(author.line, said.substring(0, place));
            hears(author.line, said.substring(place));
        }

        void ask(String name) {
            Member asker = members.get(name);
            if (asker != null) {
                hears(asker.line, "/who\n");
                asker.expected.append("* " + members.size() + " here: " + String.join(", ", members.keySet()) + "\n");
            }
        }

        void leave(String name, boolean quits) {
            Member member = members.get(name);
            if (member == null) {
                return;
            }
            if (quits) {
                member.line.sends("/quit\nnever said\n");
                member.expected.append("* Good-bye.\n");
            } else {
                member.line.hangsUp();
            }
            assertGot(name, member);
            assertThat(member.line.isEnded()).isTrue();
            announce("* " + name + " has left.\n", name, members.size());
            members.remove(name);
        }

        /** The server has heard it, and has written nothing about it yet. */
        private void hears(Line line, String text) {
            line.writes(text);
            simulation.pass(MOMENT.multipliedBy(2));
        }

        void assertAllGot() {
            assertThat(server.room().members()).isEqualTo(List.copyOf(members.keySet()));
            members.forEach(World::assertGot);
        }

        private static void assertGot(String name, Member member) {
            assertThat(member.line.gets()).as(name).isEqualTo(member.expected.toString());
        }

        private void announce(String notice, String about, int size) {
            if (size <= ANNOUNCE_UP_TO) {
                tell(notice, about);
            }
        }

        private void tell(String text, String allBut) {
            members.forEach((name, member) -> {
                if (!name.equals(allBut)) {
                    member.expected.append(text);
                }
            });
        }
    }
}
