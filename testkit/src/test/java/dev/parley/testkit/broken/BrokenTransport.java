package dev.parley.testkit.broken;

import dev.parley.api.Transport;
import dev.parley.testkit.Rule;

/** Transports that break one rule each, of a transport or of a room. What is wrong with one stands in the class that is named after it. */
@SuppressWarnings("ImmutableEnumChecker") // A transport has no state of its own.
enum BrokenTransport {
    TELLS_EVERY_END(Rule.T01, PlainTransport.withSessions(TellsEveryEnd::new)),
    NEVER_TELLS_THE_END(Rule.T01, PlainTransport.withSessions(NeverTellsTheEnd::new)),
    CALLS_FROM_TWO_THREADS(Rule.T02, PlainTransport.withSessions(CallsFromTwoThreads::new)),
    FORGETS_HALF_A_LINE(Rule.T03, PlainTransport.withSessions(ForgetsHalfALine::new)),
    DELIVERS_A_LINE_TWICE(Rule.T03, PlainTransport.withSessions(DeliversALineTwice::new)),
    HANDS_OVER_HALF_A_LINE(Rule.T03, PlainTransport.withSessions(HandsOverHalfALine::new)),
    REPORTS_THE_LAST_REASON(Rule.T04, PlainTransport.withSessions(ReportsTheLastReason::new)),
    SEND_BLOCKS(Rule.T05, PlainTransport.withEndpoints(SendBlocks::new)),
    REORDERS_LINES(Rule.T06, PlainTransport.withSessions(ReordersLines::new)),
    INTERLEAVES_LINES(Rule.T06, PlainTransport.withSessions(InterleavesLines::new)),
    TRUNCATES_LONG_LINES(Rule.T07, PlainTransport.withSessions(TruncatesLongLines::new)),
    HOLDS_LONG_LINES(Rule.T07, PlainTransport.withSessions(HoldsLongLines::new)),
    ONE_WRITER_FOR_ALL(Rule.T08, PlainTransport.withEndpoints(OneWriterForAll::new)),
    SWALLOWS_FAILURES(Rule.T09, PlainTransport.withSessions(SwallowsFailures::new)),
    FAILURE_ENDS_ACCEPTING(Rule.T09, PlainTransport.withSessions(FailureEndsAccepting::new)),
    LOSES_THE_BACKLOG(Rule.T10, PlainTransport.withSessions(LosesTheBacklog::new)),
    CALLS_BACK_FROM_CLOSE(Rule.T11, PlainTransport.withSessions(CallsBackFromClose::new)),
    CALLS_BACK_FROM_SEND(Rule.T11, new PlainTransport(CallsBackFromSend::new, CallsBackFromSend.Session::new)),
    ACCEPTS_WHILE_STOPPING(Rule.T12, PlainTransport.withEndpoints(AcceptsWhileStopping::new)),
    ALWAYS_SAYS_DELIVERED(Rule.T12, PlainTransport.withEndpoints(AlwaysSaysDelivered::new)),
    REPORTS_PORT_ZERO(Rule.T13, PlainTransport.withEndpoints(ReportsPortZero::new)),
    FAILED_OPEN_LEAKS_A_SOCKET(Rule.T13, new FailedOpenLeaksASocket()),
    LEAKS_A_THREAD(Rule.T14, PlainTransport.withEndpoints(LeaksAThread::new)),
    LEAKS_A_SOCKET(Rule.T14, PlainTransport.withSessions(LeaksASocket::new)),
    CLOSES_AT_ONCE(Rule.T15, PlainTransport.withSessions(ClosesAtOnce::new)),
    CLOSES_ON_UNREAD_INPUT(Rule.T15, PlainTransport.withSessions(ClosesOnUnreadInput::new)),
    NEVER_GIVES_UP(Rule.T15, PlainTransport.withSessions(NeverGivesUp::new)),
    WAKES_TOO_LATE(Rule.T15, PlainTransport.withSessions(WakesTooLate::new)),
    WAITS_FOR_WHO_IS_TOO_MANY(Rule.T15, PlainTransport.withSessions(WaitsForWhoIsTooMany::new)),
    NEVER_RELEASES_SESSIONS(Rule.T16, PlainTransport.withEndpoints(NeverReleasesSessions::new)),
    IGNORES_A_PAUSE(Rule.T17, PlainTransport.withSessions(IgnoresAPause::new)),
    DROPS_WHILE_PAUSED(Rule.T17, PlainTransport.withSessions(DropsWhilePaused::new)),
    COUNTS_PAUSES(Rule.T17, PlainTransport.withSessions(CountsPauses::new)),
    STAYS_PAUSED_WHEN_CLOSED(Rule.T17, PlainTransport.withSessions(StaysPausedWhenClosed::new)),

    WRITES_AGAIN(Rule.R01, PlainTransport.withSessions(WritesAgain::new)),
    GROUPS_BY_SENDER(Rule.R02, PlainTransport.withSessions(GroupsBySender::new)),
    NEWEST_LINE_FIRST(Rule.R03, PlainTransport.withSessions(NewestLineFirst::new)),
    ECHOES_TO_THE_SENDER(Rule.R04, PlainTransport.withSessions(EchoesToTheSender::new)),
    GREETS_LATE(Rule.R05, PlainTransport.withSessions(GreetsLate::new)),
    FORGETS_A_SHORT_WRITE(Rule.R06, PlainTransport.withSessions(ForgetsAShortWrite::new)),
    REPEATS_A_SHORT_WRITE(Rule.R06, PlainTransport.withSessions(RepeatsAShortWrite::new)),
    DECODES_EACH_READ(Rule.R06, PlainTransport.withSessions(DecodesEachRead::new)),
    SHARES_A_CUTTER(Rule.R06, new PlainTransport(SharesACutter::new, SharesACutter.Session::new)),
    FORGETS_WHO_WAS_RESET(Rule.R07, PlainTransport.withSessions(ForgetsWhoWasReset::new)),
    WAITS_FOR_THE_HANG_UP(Rule.R07, PlainTransport.withSessions(WaitsForTheHangUp::new)),
    KEEPS_WHO_FELL_BEHIND(Rule.R07, PlainTransport.withSessions(KeepsWhoFellBehind::new)),
    FALLS_SILENT_AFTER_A_BREAK(
            Rule.R07, new PlainTransport(FallsSilentAfterABreak::new, FallsSilentAfterABreak.Session::new)),
    LISTENS_AT_THE_SLOWEST_PACE(
            Rule.R08, new PlainTransport(ListensAtTheSlowestPace::new, ListensAtTheSlowestPace.Session::new)),
    ASKS_ONE_NAME_AT_A_TIME(Rule.R09, new PlainTransport(AsksOneNameAtATime::new, AsksOneNameAtATime.Session::new)),
    FORGETS_LINES_DURING_A_JOIN(
            Rule.R09, new PlainTransport(ForgetsLinesDuringAJoin::new, ForgetsLinesDuringAJoin.Session::new)),
    SKIPS_THE_NEXT(Rule.R09, new PlainTransport(SkipsTheNext::new, SkipsTheNext.Session::new)),
    WAKES_ITS_OWN_ONLY(Rule.R10, new PlainTransport(WakesItsOwnOnly::new, WakesItsOwnOnly.Session::new)),
    SHARES_ITS_THREADS(Rule.R10, PlainTransport.withEndpoints(SharesItsThreads::new));

    private final Rule rule;
    private final Transport transport;

    BrokenTransport(Rule rule, Transport transport) {
        this.rule = rule;
        this.transport = transport;
    }

    /** The rule that it breaks. */
    Rule rule() {
        return rule;
    }

    Transport transport() {
        return transport;
    }
}
