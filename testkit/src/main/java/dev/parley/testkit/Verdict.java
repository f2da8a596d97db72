package dev.parley.testkit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a transport did, rule by rule.
 *
 * <p>Thread: any.
 */
final class Verdict {
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    private record Result(Rule rule, Outcome outcome, String reason) {}

    private static final String ROW = "%-4s  %-8s  %6s  %6s  %7s%n";

    // Guarded by this.
    private final List<Result> results = new ArrayList<>();

    synchronized void add(Rule rule, Outcome outcome, String reason) {
        results.add(new Result(rule, outcome, reason));
    }

    /** A table, then one line that says it all. */
    synchronized String tell(String transport) {
        StringBuilder told = new StringBuilder(ROW.formatted("rule", "level", "passed", "failed", "skipped"));
        rules().forEach(rule -> told.append(row(rule)).append(skips(rule)));
        long untested = Untested.all().stream().filter(this::isOfThisContract).count();
        told.append("not tested, because no test can: %d %s, see %s%n"
                .formatted(untested, untested == 1 ? "thing" : "things", Untested.DOCUMENT));
        return told.append(lastLine(transport)).append(System.lineSeparator()).toString();
    }

    private String row(Rule rule) {
        String level = rule.level().name().toLowerCase(Locale.ROOT);
        return ROW.formatted(
                rule.name(),
                level,
                count(of(rule, Outcome.PASSED)),
                count(of(rule, Outcome.FAILED)),
                count(of(rule, Outcome.SKIPPED)));
    }

    private String skips(Rule rule) {
        return results.stream()
                .filter(of(rule, Outcome.SKIPPED))
                .map(skipped -> "      " + skipped.reason() + System.lineSeparator())
                .collect(joining());
    }

    private String lastLine(String transport) {
        String broken = names(rule -> count(of(rule, Outcome.FAILED)) > 0);
        String shown = "%d rules, %d tests, %d skipped"
                .formatted(
                        rules().filter(this::isShown).count(),
                        count(result -> result.outcome() != Outcome.SKIPPED),
                        count(result -> result.outcome() == Outcome.SKIPPED));
        String notShown = names(rule -> !isShown(rule));
        return transport + (broken.isEmpty() ? " keeps the contract: " : " breaks " + broken + ": ") + shown
                + (notShown.isEmpty() ? "" : ", nothing shown of " + notShown);
    }

    /** Whether anything was tested of it. */
    private boolean isShown(Rule rule) {
        return count(of(rule, Outcome.PASSED)) + count(of(rule, Outcome.FAILED)) > 0;
    }

    private boolean isOfThisContract(Untested untested) {
        return untested.rule().isEmpty() || rules().anyMatch(untested.rule().get()::equals);
    }

    private String names(Predicate<Rule> which) {
        return rules().filter(which).map(Rule::name).collect(joining(", "));
    }

    private Stream<Rule> rules() {
        return results.stream().map(Result::rule).distinct().sorted();
    }

    private long count(Predicate<Result> which) {
        return results.stream().filter(which).count();
    }

    private static Predicate<Result> of(Rule rule, Outcome outcome) {
        return result -> result.rule() == rule && result.outcome() == outcome;
    }
}
