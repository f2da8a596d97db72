package dev.parley.server;

import dev.parley.api.TransportOptions;

/**
 * What can be set on a chat server.
 *
 * @param profile the dialect that is spoken
 * @param announceUpTo rooms of at most so many members are told who joins and leaves; at least 0
 * @param transcriptBytes how much a room keeps for those who read slowly, in bytes; room for four of the longest lines
 *     at least. Where slow readers skip, they may keep as much again; where they are waited for, half of it is kept, and what one read
 *     of each talker brings
 * @param transport for every transport the server is opened on
 * @param limits what guests may take of the server
 * @param slowReaders what becomes of those who fall further behind, in rooms for which nothing else is said
 * @param access who may come in
 */
public record ChatOptions(
        Profile profile,
        int announceUpTo,
        int transcriptBytes,
        TransportOptions transport,
        Limits limits,
        SlowReaders slowReaders,
        Access access) {

    /** A line can grow when it is relayed: each bad byte becomes the three of U+FFFD, and the name comes before it. */
    private static final int MAX_GROWTH = 3;

    private static final int MAX_PREFIX_BYTES = 256;

    public ChatOptions {
        if (announceUpTo < 0) {
            throw new IllegalArgumentException("announceUpTo must be at least 0, not " + announceUpTo);
        }
        long least = 4 * ((long) MAX_GROWTH * transport.maxLineBytes() + MAX_PREFIX_BYTES);
        if (transcriptBytes < least) {
            throw new IllegalArgumentException("transcriptBytes must be at least " + least + " with lines of "
                    + transport.maxLineBytes() + " bytes, not " + transcriptBytes);
        }
        slowReaders.checkFits(profile);
        access.checkFits(profile);
    }

    /**
     * Standard profile, joins and leaves told in rooms of up to 100, 4 MiB a room, the defaults of transports and limits, slow
     * readers are disconnected, and everybody may come in.
     */
    public static ChatOptions defaults() {
        return new ChatOptions(
                Profile.STANDARD,
                100,
                4 * 1024 * 1024,
                TransportOptions.defaults(),
                Limits.defaults(),
                SlowReaders.DISCONNECT,
                Access.open());
    }

    public ChatOptions withProfile(Profile profile) {
        return new ChatOptions(profile, announceUpTo, transcriptBytes, transport, limits, slowReaders, access);
    }

    public ChatOptions withAnnounceUpTo(int announceUpTo) {
        return new ChatOptions(profile, announceUpTo, transcriptBytes, transport, limits, slowReaders, access);
    }

    public ChatOptions withTranscriptBytes(int transcriptBytes) {
        return new ChatOptions(profile, announceUpTo, transcriptBytes, transport, limits, slowReaders, access);
    }

    public ChatOptions withTransport(TransportOptions transport) {
        return new ChatOptions(profile, announceUpTo, transcriptBytes, transport, limits, slowReaders, access);
    }

    public ChatOptions withLimits(Limits limits) {
        return new ChatOptions(profile, announceUpTo, transcriptBytes, transport, limits, slowReaders, access);
    }

    public ChatOptions withSlowReaders(SlowReaders slowReaders) {
        return new ChatOptions(profile, announceUpTo, transcriptBytes, transport, limits, slowReaders, access);
    }

    public ChatOptions withAccess(Access access) {
        return new ChatOptions(profile, announceUpTo, transcriptBytes, transport, limits, slowReaders, access);
    }
}
