package dev.parley.testkit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of a transport (T), and of the rooms that people meet in through it (R), in one sentence each. */
public enum Rule {
    T01(
            "opened comes first, closed last, each exactly once",
            "all that can end a session: can two of them both tell it, or a line come in after it?"),
    T02(
            "calls for one session never overlap",
            "the threads that call a handler: what keeps the one that closes from the one that reads?"),
    T03(
            "lines arrive whole and in order however the packets are cut",
            "the buffer between reads: does half a line survive until the next one?"),
    T04(
            "closed carries the first reason given, and does not wait for the backlog",
            "where the reason is kept: can a later one replace it, and who waits for the writer?"),
    T05("sending never blocks", "what send does when the peer does not read: is there a write, or a lock held during one?"),
    T06(
            "a thread's lines keep their order, and lines never mix",
            "who writes to the socket: can two do it at once, or one begin anew after half a line?"),
    T07(
            "an over-long line hurts only its session",
            "the buffer for half a line: does it stop growing, and when is the handler told?"),
    T08("a slow peer delays nobody", "what happens after a short write: who waits for that socket, and what else would he do?"),
    T09(
            "a handler that throws loses only its session",
            "each place that calls a handler: what catches a Throwable there, and what goes on afterwards?"),
    T10(
            "a peer that half-closes still gets all that was sent to it",
            "what the end of input does: does it close the socket before the outbox is empty?",
            Level.OPTIONAL),
    T11(
            "send and close never call the handler on the caller's stack",
            "what send and close call themselves: which of it should another thread, or a later turn, do?"),
    T12(
            "stop frees the port, ends all sessions within the grace, and says whether it had to force",
            "the order of a stop: no more accepts, what has arrived, delivery, force; what does each step wait for?"),
    T13(
            "port 0 becomes a real port, and a failed open leaves nothing behind",
            "open: what is made before the bind, and who closes it when that fails?"),
    T14(
            "after stop no thread or socket of the endpoint is left",
            "all that open and accept made: does stop end each, and wait until it has ended?"),
    T15(
            "what was sent before a close arrives before it",
            "from close to the socket's end: is the outbox written, is input still read, and when is it over at the latest?"),
    T16(
            "hostile peers leave nothing behind and disturb nobody",
            "each way in which a session can end: does it leave the list of sessions, and does accepting go on?"),
    T17(
            "a paused session hears nothing and loses nothing, and is served and ended like any other",
            "what a reader does between its reads: does it wait there, and what ends that wait beside a resume?"),

    R01(
            "every member gets every other member's line exactly once, between his join and his leave",
            "from the outbox to the socket: can bytes be written twice, or be taken for written when they are not?"),
    R02(
            "all members agree on one order of lines",
            "what is written when: can anything but the outbox decide which line comes next?"),
    R03(
            "one sender's lines keep their order",
            "what is read and what is written: do both happen in one place at a time?"),
    R04(
            "nobody gets his own lines",
            "what else is written to the socket than what the outbox offers?"),
    R05(
            "nothing arrives before the welcome",
            "when writing to a new session begins, and with which bytes?"),
    R06(
            "a line arrives byte for byte, or not at all",
            "what follows a short write: does the next one go on with the very next byte? And is each reader's half line his own?"),
    R07(
            "who leaves, in whatever way, frees his place and his name, and the others go on",
            "each way in which a session can end: is closed called, and without waiting for anybody?"),
    R08(
            "a slow member delays nobody, and the others still get everything",
            "what writing to a full socket does: who else is served by the thread that waits?"),
    R09(
            "who comes or goes makes nobody else miss a line, get it twice, or wait",
            "the executor given to outboxes: is every task run, once, whoever ends meanwhile?"),
    R10(
            "guests of several endpoints in one room hear each other",
            "what endpoints share: does the stop of one end something that another one needs?");

    /** Whether every transport can be held to it. */
    public enum Level {
        REQUIRED,
        /** All its tests need an {@link Ability}. */
        OPTIONAL
    }

    private final String sentence;
    private final String hint;
    private final Level level;

    Rule(String sentence, String hint) {
        this(sentence, hint, Level.REQUIRED);
    }

    Rule(String sentence, String hint, Level level) {
        this.sentence = sentence;
        this.hint = hint;
        this.level = level;
    }

    /** The rule that a test is named after, such as T03 for {@code t03_aByteAtATime}. */
    public static Optional<Rule> ofTest(String method) {
        return Stream.of(values())
                .filter(rule -> method.startsWith(rule.name().toLowerCase(Locale.ROOT) + "_"))
                .findFirst();
    }

    public String sentence() {
        return sentence;
    }

    /** Where to look first when it is broken. */
    public String hint() {
        return hint;
    }

    public Level level() {
        return level;
    }

    @Override
    public String toString() {
        return name() + " (" + sentence + ")";
    }
}
