package dev.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.benchmarks.report.Rounds.Spread;
import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import dev.parley.benchmarks.result.Run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    private static final List<String> NAMES = List.of("ours", "theirs", "third");

    private final List<Run> runs = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "OK,                      true,  true,  true",
        "GENERATOR_WAS_THE_LIMIT, true,  false, false",
        "MISSED_THE_RATE,         true,  true,  false",
        "FAILED,                  false, false, false"
    })
    void aVerdict_leavesOnlyWhatItDoesNotTouch(Verdict verdict, boolean cpu, boolean throughput, boolean latency) {
        measured("ours", verdict, 30);
        Entry ours = entries().getFirst();
        assertThat(ours.rounds(Figure.CPU_PER_DELIVERY).spread().isPresent()).isEqualTo(cpu);
        assertThat(ours.rounds(Figure.DELIVERIES_PER_SECOND).spread().isPresent()).isEqualTo(throughput);
        assertThat(ours.rounds(Figure.LATENCY_P99).spread().isPresent()).isEqualTo(latency);
        assertThat(ours.latency(99.9).spread().isPresent()).isEqualTo(latency);
        assertThat(ours.whatIsMissing(Figure.CPU_PER_DELIVERY).isEmpty()).isEqualTo(cpu);
    }

    @Test
    void theMedian_isOverTheRoundsThatAreResults() {
        measured("ours", Verdict.OK, 10, 20, 60);
        measured("ours", Verdict.FAILED, 1);
        assertThat(cpu("ours").spread()).contains(new Spread(20, 10, 60, 3));
    }

    @Test
    void whatIsNotANumber_isNotMeasured() {
        measured("ours", Verdict.OK, Double.NaN, 20, Double.POSITIVE_INFINITY);
        assertThat(cpu("ours").spread()).contains(new Spread(20, 20, 20, 1));
    }

    @Test
    void theLongestLatency_isTheFigure_whereNoPercentileTellsIt() {
        measured("ours", Verdict.OK, 30);
        assertThat(entries().getFirst().latency(Entry.LONGEST).spread()).contains(new Spread(77, 77, 77, 1));
    }

    @Test
    void rangesThatOverlap_haveNoWinner() {
        measured("ours", Verdict.OK, 10, 11, 12);
        measured("theirs", Verdict.OK, 12, 13, 14);
        measured("third", Verdict.OK, 40, 41, 42);
        assertThat(leader()).isEqualTo("No winner by server CPU per delivery: ours and theirs cannot be told apart.");
        assertThat(pair("ours", "theirs")).isEqualTo("0.85 × (0.83–0.86), overlap");
    }

    @Test
    void rangesThatDoNotOverlap_haveAWinner() {
        measured("ours", Verdict.OK, 10, 11, 12);
        measured("theirs", Verdict.OK, 20, 22, 26);
        assertThat(leader()).isEqualTo("Least server CPU per delivery: ours, 11.0 ns.");
        assertThat(pair("theirs", "ours")).isEqualTo("2.00 × (2.00–2.17)");
    }

    @Test
    void oneRound_namesNoWinner() {
        measured("ours", Verdict.OK, 10);
        measured("theirs", Verdict.OK, 20);
        measured("third", Verdict.OK, 30);
        assertThat(leader()).isEqualTo("No winner by server CPU per delivery: ours, theirs and third cannot be told apart.");
        assertThat(pair("theirs", "ours")).isEqualTo("2.00 ×, one round");
    }

    @Test
    void whoIsAlone_isNoWinner() {
        measured("ours", Verdict.OK, 10, 11);
        measured("theirs", Verdict.FAILED, 20, 20);
        assertThat(leader()).isEqualTo("Only ours has a result: server CPU per delivery 10.5 ns.");
    }

    @Test
    void whoDoesAnotherJob_orIsTheFloor_isNoCandidate() {
        measured("ours", Verdict.OK, 10, 11);
        measured("theirs", Verdict.OK, 20, 21);
        for (Kind kind : List.of(Kind.FLOOR, Kind.OTHER_JOB)) {
            measured(kind.name(), Verdict.OK, 1, 1);
        }
        assertThat(leader()).isEqualTo("Least server CPU per delivery: ours, 10.5 ns.");
    }

    @Test
    void aRunOfNobody_isRefused() {
        var nobody = new Comparison("", "", "", Map.of(), false, List.of(), List.of(run("ours", 1, Verdict.OK, 1)));
        assertThatThrownBy(() -> Summary.of(nobody))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a run of an unknown contestant: ours");
    }

    @Test
    void latencyIsMeasuredWithDueTimes_soThatIsNoClosedLoop() {
        measured("ours", Verdict.OK, 10);
        assertThat(summary().cases().getFirst().isClosedLoop()).isFalse();
    }

    private void measured(String name, Verdict verdict, double... nanos) {
        int before = (int) runs.stream().filter(run -> run.contestant().equals(name)).count();
        for (int i = 0; i < nanos.length; i++) {
            runs.add(run(name, before + i + 1, verdict, nanos[i]));
        }
    }

    private static Run run(String name, int round, Verdict verdict, double nanos) {
        var figures = Map.of(
                Figure.CPU_PER_DELIVERY, nanos, Figure.DELIVERIES_PER_SECOND, 5.0, Figure.LATENCY_P99, 7.0, Figure.LATENCY_MAX, 77.0);
        return new Run("broadcast", "ten", name, round, verdict, null, figures, Map.of(99.9, 9.0));
    }

    private Summary summary() {
        var contestants = new ArrayList<Contestant>();
        NAMES.forEach(name -> contestants.add(new Contestant(name, Kind.PARLEY, name)));
        contestants.add(new Contestant("FLOOR", Kind.FLOOR, ""));
        contestants.add(new Contestant("OTHER_JOB", Kind.OTHER_JOB, ""));
        return Summary.of(new Comparison("", "", "", Map.of(), false, contestants, runs));
    }

    private List<Entry> entries() {
        return summary().cases().getFirst().entries();
    }

    private Rounds cpu(String name) {
        return entries().get(NAMES.indexOf(name)).rounds(Figure.CPU_PER_DELIVERY);
    }

    private String pair(String first, String second) {
        return PairWords.of(Pair.of(cpu(first), cpu(second)).orElseThrow());
    }

    private String leader() {
        return summary().cases().getFirst().leader().orElseThrow();
    }
}
