package dev.parley.transport.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BranchesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Simulation simulation = Simulation.withSeed(1);

    @Test
    void aBranchBeginsWhenItsCallerWaits() throws Exception {
        List<String> done = new ArrayList<>();
        Branch<Boolean> branch = simulation.fork(() -> done.add("branch"));
        done.add("caller");
        assertThat(branch.isDone()).isFalse();
        assertThat(branch.join(SECOND)).isTrue();
        assertThat(done).containsExactly("caller", "branch");
    }

    @Test
    void branchesTakeTurnsAsTheSeedSays() throws Exception {
        Set<List<String>> orders = new HashSet<>();
        for (long seed = 1; seed <= 20; seed++) {
            List<String> order = turnsOfThree(seed);
            assertThat(order).as("seed %d", seed).hasSize(30).isEqualTo(turnsOfThree(seed));
            orders.add(order);
        }
        assertThat(orders).hasSizeGreaterThan(10);
    }

    @Test
    void whatABranchThrowsIsTheCause() {
        Branch<Object> branch = simulation.fork(() -> {
            throw new IllegalArgumentException("on purpose");
        });
        assertThatThrownBy(() -> branch.join(SECOND))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("on purpose");
    }

    /** Else their threads would be kept, and the whole simulation with them. */
    @Test
    void closingEndsWhoeverWaits() {
        List<String> ends = new ArrayList<>();
        List<Branch<Boolean>> branches = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            branches.add(simulation.fork(() -> {
                try {
                    return simulation.await(() -> false, SECOND.multipliedBy(1000));
                } finally {
                    ends.add("end");
                }
            }));
        }
        simulation.pass(SECOND);
        assertThat(branches).noneMatch(Branch::isDone);
        simulation.close();
        assertThat(branches).allMatch(Branch::isDone);
        assertThat(ends).hasSize(3);
        assertThatThrownBy(() -> branches.getFirst().join(SECOND)).hasRootCauseMessage("the simulation is closed");
    }

    @Test
    void anEventCannotJoinABranch() {
        Branch<Boolean> branch = simulation.fork(() -> simulation.await(() -> false, SECOND));
        simulation.executor().execute(() -> assertThatThrownBy(() -> branch.join(SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an event cannot wait"));
        simulation.pass(SECOND.multipliedBy(2));
        assertThat(branch.isDone()).isTrue();
    }

    @Test
    void aBranchThatTakesTooLongIsNotWaitedFor() {
        Branch<Boolean> branch = simulation.fork(() -> simulation.await(() -> false, SECOND.multipliedBy(2)));
        assertThatThrownBy(() -> branch.join(SECOND)).isInstanceOf(TimeoutException.class).hasMessageContaining("PT1S");
        assertThat(simulation.now()).isEqualTo(SECOND);
    }

    /** Nobody joins the branch that let it happen. */
    @Test
    void anEventThatFailsInABranchFailsTheTest() {
        for (long seed = 1; seed <= 20; seed++) {
            Simulation world = Simulation.withSeed(seed);
            for (int i = 0; i < 3; i++) {
                world.fork(() -> world.await(() -> false, SECOND));
            }
            world.pass(Duration.ofNanos(1));
            world.executor().execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            assertThatThrownBy(() -> world.pass(SECOND)).as("seed %d", seed).hasMessage("on purpose");
            world.pass(SECOND);
        }
    }

    @Test
    void aConditionThatFailsFailsTheTest() {
        simulation.fork(() -> simulation.await(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                SECOND));
        assertThatThrownBy(() -> simulation.pass(SECOND)).hasMessage("on purpose");
    }

    @Test
    void aTestThatSleepsCanBeInterrupted() {
        Thread test = Thread.currentThread();
        simulation.fork(() -> {
            test.interrupt();
            while (true) {
                simulation.pass(SECOND);
            }
        });
        assertThatThrownBy(() -> simulation.pass(Duration.ofDays(1000))).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static List<String> turnsOfThree(long seed) throws Exception {
        Simulation world = Simulation.withSeed(seed);
        List<String> order = new ArrayList<>();
        List<Branch<Boolean>> branches = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            branches.add(world.fork(() -> takeTurns(world, order, name)));
        }
        for (Branch<Boolean> branch : branches) {
            branch.join(SECOND);
        }
        return order;
    }

    private static boolean takeTurns(Simulation world, List<String> order, String name) {
        for (int i = 0; i < 10; i++) {
            order.add(name);
            world.await(() -> true, SECOND);
        }
        return true;
    }
}
