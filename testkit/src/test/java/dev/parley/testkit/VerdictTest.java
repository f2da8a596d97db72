package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.testkit.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private final Verdict verdict = new Verdict();

    @Test
    void aContractThatIsKept() {
        verdict.add(Rule.T03, Outcome.PASSED, "");
        verdict.add(Rule.T03, Outcome.PASSED, "");
        verdict.add(Rule.T10, Outcome.SKIPPED, "for want of something");
        verdict.add(Rule.T01, Outcome.PASSED, "");
        assertEquals(
                List.of(
                        "rule  level     passed  failed  skipped",
                        "T01   required       1       0        0",
                        "T03   required       2       0        0",
                        "T10   optional       0       0        1",
                        "      for want of something",
                        "not tested, because no test can: 1 thing, see docs/transport-rules.md",
                        "nio keeps the contract: 2 rules, 3 tests, 1 skipped, nothing shown of T10"),
                told());
    }

    @Test
    void aContractThatIsBroken() {
        verdict.add(Rule.T12, Outcome.FAILED, "the port is not free");
        verdict.add(Rule.T12, Outcome.PASSED, "");
        verdict.add(Rule.T03, Outcome.FAILED, "half a line");
        assertEquals(
                List.of(
                        "rule  level     passed  failed  skipped",
                        "T03   required       0       1        0",
                        "T12   required       1       1        0",
                        "not tested, because no test can: 5 things, see docs/transport-rules.md",
                        "nio breaks T03, T12: 2 rules, 3 tests, 0 skipped"),
                told());
    }

    private List<String> told() {
        return verdict.tell("nio").lines().toList();
    }
}
