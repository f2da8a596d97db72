package dev.parley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.LoadPlan.Kind;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is timed that was not verified; so the verification has to find what can go wrong. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VerificationTest {
    private static final LoadPlan PLAN = new LoadPlan(Kind.VERIFY, 1, 6, 6, 0, 64, 0, 0, 0.3, 0);

    /** Within the first flight. */
    private static final int AT_LINE = 20;

    @Test
    void rightServer_passes() throws IOException {
        assertThat(resultOf(Fault.NONE)).extracting(LoadResult::verdict, LoadResult::why).containsExactly(Verdict.OK, null);
    }

    @Test
    void lostLine_isFound() throws IOException {
        assertFailed(Fault.LOSE_A_LINE, "was due: lost, or too late");
    }

    @Test
    void doubledLine_isFound() throws IOException {
        assertFailed(Fault.DOUBLE_A_LINE, "twice, or too late");
    }

    @Test
    void swappedLines_areFound() throws IOException {
        assertFailed(Fault.SWAP_LINES, "in different orders");
    }

    @Test
    void cutLine_isFound() throws IOException {
        assertFailed(Fault.CUT_A_LINE, "a line that is not whole");
    }

    @Test
    void changedLine_isFound() throws IOException {
        assertFailed(Fault.CHANGE_A_LINE, "a line that is not whole");
    }

    @Test
    void echo_isFound() throws IOException {
        assertFailed(Fault.ECHO_A_LINE, "a line of his own");
    }

    private static void assertFailed(Fault fault, String why) throws IOException {
        LoadResult result = resultOf(fault);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.why()).contains(why);
    }

    private static LoadResult resultOf(Fault fault) throws IOException {
        try (FaultyServer server = new FaultyServer(fault, AT_LINE)) {
            return Load.run(PLAN, server.target());
        }
    }
}
