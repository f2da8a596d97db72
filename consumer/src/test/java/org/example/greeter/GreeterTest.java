package org.example.greeter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.api.Room;
import dev.parley.testkit.Called;
import dev.parley.testkit.Guest;
import dev.parley.testkit.Guests;
import dev.parley.testkit.SimulatedRoom;
import dev.parley.transport.simulated.Simulation;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@SimulatedRoom
class GreeterTest {

    @RepeatedTest(10)
    void greetsWhoComes(Room room, Simulation simulation, @Called("ann") Guest ann, Guests guests) {
        Greeter.join(room, simulation.executor());
        assertEquals("* greeter has joined.", ann.hears());
        Guest bob = guests.join("bob");
        assertEquals("* bob has joined.", ann.hears());
        assertEquals("<greeter> hello bob", ann.hears());
        assertEquals("<greeter> hello bob", bob.hears());
    }

    @Test
    void leavesWhenItIsToldTo(Room room, Simulation simulation, @Called("ann") Guest ann) {
        Greeter greeter = Greeter.join(room, simulation.executor());
        assertEquals("* greeter has joined.", ann.hears());
        ann.says("bye greeter");
        assertEquals("<greeter> bye ann", ann.hears());
        assertEquals("* greeter has left.", ann.hears());
        simulation.settle();
        assertFalse(greeter.isInRoom());
    }

    @Test
    void saysNothingWhenSomebodyBreaksOff(
            Room room, Simulation simulation, @Called("ann") Guest ann, @Called("bob") Guest bob) throws Exception {
        Greeter.join(room, simulation.executor());
        assertEquals("* greeter has joined.", ann.hears());
        bob.peer().send("bye gree");
        bob.peer().reset();
        assertEquals("* bob has left.", ann.hears());
        ann.hearsNothing();
    }

    @Test
    void doesNotComeTwice(Room room, Simulation simulation) {
        Greeter.join(room, simulation.executor());
        assertThrows(IllegalStateException.class, () -> Greeter.join(room, simulation.executor()));
    }
}
