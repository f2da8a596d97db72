package dev.parley.server;

import dev.parley.api.CloseReason;
import java.net.SocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that whoever runs a server wants to know. Immutable; {@link #at} is the server's {@code Scheduler}'s time. */
public sealed interface ChatEvent {
    Instant at();

    /** It concerns one guest of a room. Of one guest: {@code (FellBehind | LimitHit | Refused)* [Joined (FellBehind | LimitHit | Kicked | Refused)* Left]}. */
    sealed interface OfGuest extends ChatEvent {
        String room();

        /** What he is called; null as long as he has no name. */
        @Nullable String name();

        /** Where he connects from. */
        SocketAddress peer();
    }

    /** He has got his name, and a place in the room. */
    record Joined(Instant at, String room, String name, SocketAddress peer) implements OfGuest {}

    /** He had joined, and is gone. */
    record Left(Instant at, String room, String name, SocketAddress peer, CloseReason reason) implements OfGuest {}

    /** He read so slowly that he is disconnected. If he had joined, {@link Left} follows. */
    record FellBehind(Instant at, String room, @Nullable String name, SocketAddress peer, long bytesWaiting)
            implements OfGuest {}

    /**
     * He was held to a limit.
     *
     * @param limit what the limit is, for people: {@code 10 seconds for a name}
     * @param consequence what became of it, in one sentence for people
     */
    record LimitHit(Instant at, String room, @Nullable String name, SocketAddress peer, String limit, String consequence)
            implements OfGuest {}

    /**
     * For a member, who may be a program, more than a quarter of what his room may keep is waiting. Looked for once a second while
     * it keeps more than half, and told again only when he had caught up to an eighth.
     */
    record Lags(Instant at, String room, String name, long bytesWaiting, long linesBehind) implements ChatEvent {}

    /**
     * So many lines were skipped for a member, who may be a program: the {@linkplain SlowReaders slow readers} of his room skip. It may
     * come while he is just leaving.
     */
    record Skipped(Instant at, String room, String name, long lines) implements ChatEvent {}

    /**
     * He was not let in: his password was wrong, or he is not wanted here. Other than in {@link LimitHit}, he took no more than he may.
     *
     * @param name what he wanted to be called; null if he was not asked
     * @param reason why, in one sentence for people
     */
    record Refused(Instant at, String room, @Nullable String name, SocketAddress peer, String reason) implements OfGuest {}

    /** Somebody who may do so told others to leave, to be silent, or to stay away: see {@link Moderation}. */
    sealed interface ByOperator extends ChatEvent {
        /** Who, for people. */
        String by();
    }

    /** He has to leave; {@link Left} follows. */
    record Kicked(Instant at, String by, String room, String name, SocketAddress peer, String reason)
            implements OfGuest, ByOperator {}

    /** Nobody hears who has that name; null: for ever. */
    record Muted(Instant at, String by, String name, @Nullable Instant until) implements ByOperator {}

    /** He is heard again. That he is because the time is over is not told. */
    record Unmuted(Instant at, String by, String name) implements ByOperator {}

    /** Nobody of that name or address comes in; null: for ever. Those who are here are {@link Refused}, and leave. */
    record Banned(Instant at, String by, String target, @Nullable Instant until, String reason) implements ByOperator {}

    /** They may come in again. That they may because the time is over is not told. */
    record Unbanned(Instant at, String by, String target) implements ByOperator {}

    /** So many events were dropped here, the first of them at that time, because they were not taken fast enough. */
    record Lost(Instant at, long events) implements ChatEvent {
        /** One more was dropped, after those before, if there were any. */
        public static Lost another(@Nullable Lost before, ChatEvent dropped) {
            return before == null ? new Lost(dropped.at(), 1) : new Lost(before.at, before.events + 1);
        }
    }
}
