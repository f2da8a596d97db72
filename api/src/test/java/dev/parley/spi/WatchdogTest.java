package dev.parley.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Told by hand when to look: every 500 ms, which is what a threshold of a second means. */
class WatchdogTest {
    private final Pulse pulse = new Pulse("a loop");
    private final List<Pulse> watched = new ArrayList<>(List.of(pulse));
    private final List<String> reports = new ArrayList<>();
    private long now;
    private final Watchdog watchdog = new Watchdog("parley-test-watchdog", watched::forEach, () -> now, new Recorded());

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void aHoldIsNamedOnce_withItsStack_andOnceWhenItIsOver() {
        pulse.begins();
        look(2);
        assertThat(reports).isEmpty();
        look(5);
        assertThat(reports).containsExactly("a loop is held in aHoldIsNamedOnce_withItsStack_andOnceWhenItIsOver");
        pulse.rests();
        look(2);
        assertThat(reports).hasSize(2).last().isEqualTo("a loop is free after 3500 ms");
    }

    @Test
    void whoSleepsIsNotHeld() {
        pulse.begins();
        pulse.rests();
        look(9);
        assertThat(reports).isEmpty();
    }

    @Test
    void whoWorksWithoutRestIsNotHeld_whileHeGoesFromPieceToPiece() {
        for (int i = 0; i < 9; i++) {
            pulse.rests();
            pulse.begins();
            look(2);
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void aProcessThatSleptAsAWhole_isNotHeld() {
        pulse.begins();
        look(1);
        now += Duration.ofHours(8).toNanos();
        look(1);
        pulse.rests();
        look(3);
        assertThat(reports).isEmpty();
    }

    @Test
    void eachHoldIsNamed() {
        for (int i = 0; i < 3; i++) {
            pulse.begins();
            look(3);
            pulse.rests();
            look(1);
        }
        assertThat(reports).filteredOn(report -> report.contains("held")).hasSize(3);
    }

    @Test
    void whereAllAreHeld_aFewStacksMustDo() {
        watched.clear();
        IntStream.range(0, 100).mapToObj(i -> new Pulse("reader " + i)).forEach(watched::add);
        watched.forEach(Pulse::begins);
        look(4);
        assertThat(reports).hasSize(9).last().isEqualTo("92 more");
    }

    @Test
    void whoIsGoneWhenHeIsFree_isToldOfAllTheSame() {
        pulse.begins();
        look(3);
        watched.clear();
        pulse.rests();
        look(1);
        assertThat(reports).last().isEqualTo("a loop is free after 1500 ms");
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            now += Duration.ofMillis(500).toNanos();
            watchdog.look();
        }
    }

    private final class Recorded implements Watchdog.Report {
        @Override
        public void held(Pulse pulse, Throwable stack) {
            String where = Arrays.stream(stack.getStackTrace())
                    .filter(frame -> frame.getClassName().equals(WatchdogTest.class.getName()))
                    .map(StackTraceElement::getMethodName)
                    .reduce((inner, outer) -> outer)
                    .orElse("nowhere");
            reports.add(pulse + " is held in " + where);
        }

        @Override
        public void heldAsWell(int more) {
            reports.add(more + " more");
        }

        @Override
        public void free(Pulse pulse, Duration about) {
            reports.add(pulse + " is free after " + about.toMillis() + " ms");
        }
    }
}
