package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.Member;
import dev.parley.api.Room;
import dev.parley.server.ChatServer;
import dev.parley.server.Profile;
import dev.parley.transport.simulated.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@SimulatedRoom
class SimulatedRoomTest {
    private static final Set<Long> seedsSoFar = new HashSet<>();

    @Test
    void guestsAreThereAndHaveNothingToHear(Room room, @Called("ann") Guest ann, Guest first, Guest second) {
        assertEquals(List.of("ann", "guest-1", "guest-2"), room.members());
        ann.hearsNothing();
        first.hearsNothing();
        second.hearsNothing();
    }

    @Test
    void guestsTalk(@Called("ann") Guest ann, @Called("bob") Guest bob) {
        ann.says("hi");
        assertEquals("<ann> hi", bob.hears());
        bob.says("oh, you");
        bob.says("");
        bob.says("here");
        assertEquals("<bob> oh, you", ann.hears());
        assertEquals("<bob> here", ann.hears());
        bob.hearsNothing();
        bob.leaves();
        assertEquals("* bob has left.", ann.hears());
    }

    @Test
    void programsTakePart(Room room, Simulation simulation, @Called("ann") Guest ann) {
        Member[] bot = new Member[1];
        bot[0] = member(room.join("bot", simulation.executor(), (name, text) -> bot[0].say(name + " said " + text)));
        assertEquals("* bot has joined.", ann.hears());
        ann.says("hi");
        assertEquals("<bot> ann said hi", ann.hears());
    }

    @Test
    void moreComeInTheCourseOfATest(Guests guests, @Called("ann") Guest ann) throws IOException {
        Guest bob = guests.join("bob");
        assertEquals("* bob has joined.", ann.hears());
        bob.hearsNothing();
        Peer nobody = guests.connect();
        assertEquals('P', nobody.read());
        ann.hearsNothing();
    }

    @Test
    void whoIsNotLetInIsTold(Guests guests, @Called("ann") Guest ann) {
        assertFails("* The name ANN is taken.", () -> guests.join("ANN"));
    }

    @Test
    void guestsMisbehaveThroughTheirConnection(@Called("ann") Guest ann, @Called("bob") Guest bob) throws IOException {
        bob.peer().send("half a ");
        ann.hearsNothing();
        bob.peer().send("line\n");
        assertEquals("<bob> half a line", ann.hears());
        bob.peer().reset();
        assertEquals("* bob has left.", ann.hears());
        assertFails("bob cannot say 'too late'", () -> bob.says("too late"));
    }

    @Test
    void whoStallsIsNotWaitedForAndHearsItLater(@Called("ann") Guest ann, @Called("bob") Guest bob) {
        bob.stalls();
        for (int i = 0; i < 10_000; i++) {
            ann.says("line " + i);
        }
        ann.hearsNothing();
        bob.resumes();
        for (int i = 0; i < 10_000; i++) {
            assertEquals("<ann> line " + i, bob.hears());
        }
        bob.hearsNothing();
    }

    @Test
    void whoDoesNotHearSaysWhatHeHeard(@Called("ann") Guest ann, @Called("bob") Guest bob) {
        ann.says("one");
        assertEquals("<ann> one", bob.hears());
        assertFails("bob hears nothing: nothing came for ", bob::hears);
        assertFails("heard before: [<ann> one]", bob::hears);
        ann.says("two");
        assertFails("come since:   [<ann> two]", bob::hearsNothing);
    }

    @Test
    void theEndCanBeHeard(ChatServer server, @Called("ann") Guest ann) {
        assertFails("ann does not hear the end", ann::hearsTheEnd);
        server.stop(Duration.ofSeconds(1));
        assertEquals("* The server is stopping.", ann.hears());
        ann.hearsTheEnd();
        assertFails("the server has hung up", ann::hears);
    }

    @Test
    @SimulatedRoom(profile = Profile.CLASSIC, weather = Sky.CALM)
    void aMethodsOwnRoomIsTheOneThatCounts(Room room, @Called("ann") Guest ann, @Called("bob") Guest bob) {
        ann.says("/who");
        assertEquals("<ann> /who", bob.hears());
    }

    @Test
    @SimulatedRoom(announceUpTo = 0)
    void aRoomCanBeSilentAboutWhoComes(Guests guests, @Called("ann") Guest ann) {
        guests.join("bob").leaves();
        ann.hearsNothing();
    }

    @RepeatedTest(5)
    void repetitionsHaveSeedsOfTheirOwn(Simulation simulation, RepetitionInfo repetition) {
        seedsSoFar.add(simulation.seed());
        assertEquals(repetition.getCurrentRepetition(), seedsSoFar.size());
    }

    @RepeatedTest(3)
    @SimulatedRoom(seed = 7)
    void repetitionsCountOn(Simulation simulation, RepetitionInfo repetition) {
        assertEquals(Seeds.of(7, "") + repetition.getCurrentRepetition() - 1, simulation.seed());
    }

    @Nested
    class InsideAnother {
        private @Nullable Guest before;

        @BeforeEach
        void someAreThereAlready(@Called("ann") Guest ann) {
            before = ann;
        }

        @Test
        void theSameNameIsTheSameGuest(@Called("ann") Guest ann, Guest other) {
            assertSame(before, ann);
            assertNotSame(before, other);
            ann.hearsNothing();
        }
    }

    private static void assertFails(String because, Executable what) {
        String message = String.valueOf(assertThrows(AssertionError.class, what).getMessage());
        assertTrue(message.contains(because), message);
    }

    private static Member member(Room.Joined joined) {
        return switch (joined) {
            case Room.Joined.As(Member member) -> member;
            case Room.Joined.Refused(String why) -> throw new AssertionError(why);
        };
    }
}
