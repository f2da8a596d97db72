package dev.parley.testkit;

import java.util.List;
import java.util.Optional;

/**
 * Something that a transport should do and no test can see. It stands in the docs with these very words.
 *
 * @param rule to which it belongs, if to one
 */
public record Untested(Optional<Rule> rule, String what, String why) {
    /** Where they are told to people. */
    static final String DOCUMENT = "docs/transport-rules.md";

    private static final List<Untested> ALL = List.of(
            of(
                    Rule.T02,
                    "that a call sees what the one before it did",
                    "a recording handler needs a lock, and with one it always sees it"),
            of(
                    Rule.T08,
                    "how long \"promptly\" is",
                    "a bound in milliseconds fails on a busy machine; the tests go in step with the quick peers, so a delay"
                            + " shows as a deadline"),
            of(
                    Rule.T12,
                    "connections that the kernel has, but the transport has not accepted when it stops",
                    "they are reset, like all that come later; a peer cannot tell which one he was"),
            of(
                    Rule.T12,
                    "the line that is on its way from the kernel to its session while a blocking endpoint stops",
                    "it is given 100 ms, after which its reader is taken for idle; the right moment cannot be hit at will"),
            of(
                    Rule.T12,
                    "a handler that blocks for longer than the grace",
                    "its thread cannot be ended from outside; what remains is a warning in the log"),
            of(
                    Rule.T12,
                    "a slow peer who talks while the endpoint stops, after the last byte was handed to the kernel",
                    "he has one second; more would let everybody who ignores the end hold up the stop"),
            of(Rule.T14, "virtual threads", "Java does not list them; `sessionCount()` and `closed` stand in for them"),
            of(
                    Rule.T14,
                    "memory, selectors and other descriptors",
                    "only sockets and threads can be told from those of the rest of the program"),
            of(Rule.T15, "the network between", "over the loopback interface nothing is lost, late or out of order"),
            of(
                    Rule.T16,
                    "no descriptor or thread left to accept with",
                    "a test would take them from the whole program; what the transports do then is tested in processes of"
                            + " their own"),
            new Untested(
                    Optional.empty(),
                    "`SO_SNDBUF`, `TCP_NODELAY`, the backlog",
                    "they cannot be seen from the other end"),
            of(
                    Rule.R01,
                    "who is told of joins and leaves",
                    "a transport has no part in it; the tests of `server` are about notices"),
            of(
                    Rule.R09,
                    "guests who come and go at the very same moment",
                    "the tests go in step, so that a fault shows every time"),
            of(
                    Rule.R10,
                    "endpoints of different transports in one room",
                    "each transport is tested alone; `scenarios` has a room with guests from all of them"));

    /** In the order of their rules. */
    public static List<Untested> all() {
        return ALL;
    }

    private static Untested of(Rule rule, String what, String why) {
        return new Untested(Optional.of(rule), what, why);
    }

    @Override
    public String toString() {
        return rule.map(known -> known.name() + ": ").orElse("") + what;
    }
}
