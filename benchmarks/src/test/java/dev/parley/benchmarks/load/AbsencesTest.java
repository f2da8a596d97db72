package dev.parley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What of the time on the clock a thread that never sleeps did not have. */
final class AbsencesTest {
    private static final long MILLI = 1_000_000;

    private long cpu = 5 * MILLI;
    private final Absences absences = new Absences(() -> cpu, 0);

    @Test
    void whoRanAllTheTime_hidesNothing() {
        runUntil(10 * MILLI, 10 * MILLI);
        assertThat(absences.hide(9 * MILLI, 10 * MILLI)).isFalse();
    }

    @Test
    void whatBeganOrEndedDuringAnAbsence_isNotKnown() {
        runUntil(10 * MILLI, 10 * MILLI);
        runUntil(30 * MILLI, 0);
        assertThat(absences.hide(20 * MILLI, 30 * MILLI)).as("due meanwhile").isTrue();
        assertThat(absences.hide(9 * MILLI, 30 * MILLI)).as("on its way before").isTrue();
        assertThat(absences.hide(31 * MILLI, 32 * MILLI)).as("begun behind it").isFalse();
    }

    @Test
    void whatHadTakenLongAlready_isKnownWellEnough() {
        runUntil(100 * MILLI, 100 * MILLI);
        runUntil(102 * MILLI, 0);
        assertThat(absences.hide(50 * MILLI, 102 * MILLI)).isFalse();
    }

    private void runUntil(long now, long cpuNanos) {
        cpu += cpuNanos;
        absences.look(now);
    }
}
