package dev.parley.testkit.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.broken.RuleRun.Kill;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract is itself tested: every broken transport fails a test of the rule that it breaks, and only with its fault. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BrokenTransportTest {
    private static final String LIMIT = "parley.testkit.limitMillis";
    private static final String ROW = "%-28s %-4s %s%n";

    private static final Queue<Kill> kills = new ConcurrentLinkedQueue<>();

    /** Most of these tests fail by waiting in vain. */
    @BeforeAll
    static void waitBriefly() {
        System.setProperty(LIMIT, "1000");
    }

    @ParameterizedTest
    @EnumSource
    void isKilledByItsRule(BrokenTransport broken) {
        Kill kill = RuleRun.firstKill(broken)
                .orElseThrow(() -> new AssertionError(broken + " survives " + broken.rule()));
        assertTrue(kill.message().startsWith(broken.rule() + " is broken"), kill.message());
        assertTrue(kill.message().contains("look at: " + broken.rule().hint()), kill.message());
        assertTrue(kill.message().endsWith("-Dtest='BrokenContract#" + kill.test() + "'"), kill.message());
        assertEquals(Optional.empty(), RuleRun.failureWithoutTheFault(kill), kill.test() + " without the fault");
        kills.add(kill);
    }

    @AfterAll
    static void tellKills() {
        System.clearProperty(LIMIT);
        StringBuilder table = new StringBuilder(ROW.formatted("broken transport", "rule", "killed by"));
        for (Kill kill : kills) {
            table.append(ROW.formatted(kill.broken(), kill.broken().rule().name(), kill.test()));
        }
        System.out.print(table);
    }
}
