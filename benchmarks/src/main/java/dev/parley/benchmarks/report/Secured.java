package dev.parley.benchmarks.report;

import dev.parley.benchmarks.result.Contestant.Kind;
import java.util.List;
import java.util.Optional;

/**
 * One of Parley's transports with TLS, beside itself without, in one case. It stands apart: who speaks TLS does more for each
 * delivery, and is compared with nobody else.
 *
 * @param without the same transport without TLS; empty if that did not take part
 */
record Secured(String scenario, String variant, Entry with, Optional<Entry> without) {
    /** Those among the entries of a case, in their order. */
    static List<Secured> of(String scenario, String variant, List<Entry> entries) {
        return entries.stream()
                .filter(Secured::speaksTls)
                .map(with -> new Secured(scenario, variant, with, without(with, entries)))
                .toList();
    }

    static boolean speaksTls(Entry entry) {
        return entry.contestant().kind() == Kind.PARLEY_TLS;
    }

    private static Optional<Entry> without(Entry with, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.contestant().kind() == Kind.PARLEY)
                .filter(entry -> entry.contestant().withTls().name().equals(with.contestant().name()))
                .findFirst();
    }
}
