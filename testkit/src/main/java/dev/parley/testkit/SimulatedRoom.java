package dev.parley.testkit;

import dev.parley.server.Profile;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test a room of its own with guests in it, in a {@link dev.parley.transport.simulated.Simulation}: no ports, no
 * threads, no luck, and time that costs nothing.
 *
 * {@snippet :
 * @SimulatedRoom
 * class GreeterTest {
 *     @Test
 *     void greetsWhoComes(Room room, Simulation simulation, @Called("ann") Guest ann, Guests guests) {
 *         Greeter.join(room, simulation.executor());
 *         assertEquals("* greeter has joined.", ann.hears());
 *         guests.join("bob");
 *         assertEquals("* bob has joined.", ann.hears());
 *         assertEquals("<greeter> hello bob", ann.hears());
 *     }
 * }
 * }
 *
 * <p>Tests, and methods that run before or after each of them, can have these parameters: {@link dev.parley.api.Room},
 * {@link dev.parley.transport.simulated.Simulation}, {@link dev.parley.server.ChatServer}, any number of {@link Guest}s, and
 * {@link Guests}, to let more of them come. A {@code Guest} has the name that {@link Called} gives him, else
 * {@code guest-1}, {@code guest-2} and so on; the same name is the same guest. He is in the room when the method begins, and
 * nobody has anything to hear yet.
 *
 * <p>The server has no limits on guests: they all come from one address, and say in no time what a test lets them say. It is
 * closed after each test. A failure ends with the seed, and with what happened last.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SimulatedRoomExtension.class)
public @interface SimulatedRoom {
    /** Says that the seed is made of the test's unique id: another one for each test and repetition, the same in each run. */
    long BY_TEST = Long.MIN_VALUE;

    /**
     * What everything is drawn from that is left to chance. Repetitions of a test count on from here. The system property
     * {@code parley.testkit.seed} has precedence.
     */
    long seed() default BY_TEST;

    /** What the network does. */
    Sky weather() default Sky.ROUGH;

    /** What the server speaks. */
    Profile profile() default Profile.STANDARD;

    /** Rooms of at most so many members are told who joins and leaves. */
    int announceUpTo() default 100;
}
